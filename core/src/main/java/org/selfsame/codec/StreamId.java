package org.selfsame.codec;

/// Stands for one compressed stream in the caches; a stream is itself only.
final class StreamId {}
