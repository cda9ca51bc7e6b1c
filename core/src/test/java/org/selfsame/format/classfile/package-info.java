@NullMarked
package org.selfsame.format.classfile;

import org.jspecify.annotations.NullMarked;
