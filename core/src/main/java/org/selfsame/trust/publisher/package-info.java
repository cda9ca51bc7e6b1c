/// Publishers of images: who they are, which keys are theirs, how their files are named.
@NullMarked
package org.selfsame.trust.publisher;

import org.jspecify.annotations.NullMarked;
