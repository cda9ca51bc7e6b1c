/// Zip archives: jar, wheel, EPUB, office documents, and the jars that Mozilla orders for a quick start.
@NullMarked
package org.selfsame.format.zip;

import org.jspecify.annotations.NullMarked;
