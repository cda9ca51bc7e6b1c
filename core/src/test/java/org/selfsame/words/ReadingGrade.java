package org.selfsame.words;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/// The school grade that a text needs (Flesch and Kincaid 1975), with syllables counted as groups of vowels.
final class ReadingGrade {
    private static final Pattern VOWELS = Pattern.compile("[aeiouy]+");

    private ReadingGrade() {}

    static double of(String text) {
        var words = text.split("[^A-Za-z0-9'./:-]+", -1);
        long count = Arrays.stream(words).filter(word -> !word.isBlank()).count();
        long syllables = Arrays.stream(words).filter(word -> !word.isBlank())
                .mapToLong(ReadingGrade::syllables)
                .sum();
        long sentences = Math.max(1, Pattern.compile("[.:!?](\\s|$)").matcher(text).results().count());
        return 0.39 * count / sentences + 11.8 * syllables / count - 15.59;
    }

    private static long syllables(String word) {
        var lower = word.toLowerCase(Locale.ROOT).replaceAll("(?<=[^aeiouyl])e[.]?$|(?<=[^td])ed[.]?$", "");
        return Math.max(1, VOWELS.matcher(lower).results().count());
    }
}
