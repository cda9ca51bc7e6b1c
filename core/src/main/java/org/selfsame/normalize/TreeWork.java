package org.selfsame.normalize;

/// What a tree rule has at hand.
public final class TreeWork {}
