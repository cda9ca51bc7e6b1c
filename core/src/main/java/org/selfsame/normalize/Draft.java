package org.selfsame.normalize;

/// A tree that is being changed.
public final class Draft {}
