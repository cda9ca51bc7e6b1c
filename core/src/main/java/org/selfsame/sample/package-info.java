/// The built-in sample: a small image made from a declared tree, and a publisher who exists for one run.
@NullMarked
package org.selfsame.sample;

import org.jspecify.annotations.NullMarked;
