/// Directories and files of this computer: a directory read as a tree, the entries of a tree written to a directory with as
/// much of their metadata as the host can keep, and a file that is there complete or not at all.
@NullMarked
package org.selfsame.host;

import org.jspecify.annotations.NullMarked;
