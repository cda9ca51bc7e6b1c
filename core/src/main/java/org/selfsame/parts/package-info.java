/// Contents that are lists of named parts: readers of small formats say what lies where, and get a tree, a layout, facts
/// and anomalies of it.
@NullMarked
package org.selfsame.parts;

import org.jspecify.annotations.NullMarked;
