package org.selfsame.codec.deflate;

/// How hard zlib looks for matches at a level. Source: the behaviour of zlib 1.2 and 1.3, with which the tests compare.
///
/// @param isLazy whether a match is only taken if none that starts one byte later is longer
/// @param good from this length of the match before on, a quarter of the places is looked at
/// @param lazy from this length of the match before on, no better one is looked for; of a level that is not lazy, the
///        length up to which the places inside a match can be found again
/// @param nice a match of this length is taken at once
/// @param chain how many places are looked at
record Level(boolean isLazy, int good, int lazy, int nice, int chain) {
    private static final Level[] LEVELS = {eager(4, 8, 4), eager(5, 16, 8), eager(6, 32, 32), lazy(4, 4, 16, 16),
            lazy(8, 16, 32, 32), lazy(8, 16, 128, 128), lazy(8, 32, 128, 256), lazy(32, 128, 258, 1024),
            lazy(32, 258, 258, 4096)};

    /// @throws IllegalArgumentException if there is no such level
    static Level of(int number) {
        if (number < 1 || number > LEVELS.length) {
            throw new IllegalArgumentException("level " + number);
        }
        return LEVELS[number - 1];
    }

    /// Whether many places are looked at.
    boolean isPatient() {
        return chain > 32;
    }

    private static Level eager(int inside, int nice, int chain) {
        return new Level(false, Alphabets.LONGEST, inside, nice, chain);
    }

    private static Level lazy(int good, int lazy, int nice, int chain) {
        return new Level(true, good, lazy, nice, chain);
    }
}
