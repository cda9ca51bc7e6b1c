/// Tests of XML.
@NullMarked
package org.selfsame.format.xml;

import org.jspecify.annotations.NullMarked;
