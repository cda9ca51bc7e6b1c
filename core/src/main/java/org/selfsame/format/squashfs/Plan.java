package org.selfsame.format.squashfs;

import java.util.BitSet;
import java.util.List;

/// What a whole tree comes to.
///
/// @param root the root
/// @param files the regular files, each once, in the order in which their bytes are written
/// @param sorted whether that order is another than the tree's, so that they are all written before it
/// @param inodes number of inodes
/// @param bytes of all files, each counted once
/// @param repeated the lengths of which several parts are to go into fragment blocks: only those can be the same
record Plan(Node root, List<Node> files, boolean sorted, long inodes, long bytes, BitSet repeated) {}
