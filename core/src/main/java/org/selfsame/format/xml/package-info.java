/// XML documents, element by element.
@NullMarked
package org.selfsame.format.xml;

import org.jspecify.annotations.NullMarked;
