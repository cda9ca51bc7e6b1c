/// Key stores of Java: JKS and JCEKS.
@NullMarked
package org.selfsame.format.jks;

import org.jspecify.annotations.NullMarked;
