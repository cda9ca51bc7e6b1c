package org.selfsame.app.cli;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// The options of one `pack`, as its format asks for them. Keeps account of what was used, defaults included, so that
/// it can be told and given again.
final class PackOptions {
    static final String COMP = "--comp";
    static final String LEVEL = "--level";
    static final String VOLUME_ID = "--volume-id";
    static final String PUBLISHER = "--publisher";
    static final String PREPARER = "--preparer";
    static final String APPLICATION = "--application";
    static final String NO_JOLIET = "--no-joliet";

    /// What matters to some ways to compress alone.
    private static final Set<String> OF_COMP = Set.of(LEVEL, "--dictionary", "--x86");

    private final ParseResult arguments;
    private final Instant time;
    private final SequencedMap<String, Object> used = new LinkedHashMap<>();
    private final Set<String> asked = new HashSet<>();

    /// @param time when the image says that it was made
    PackOptions(ParseResult arguments, Instant time) {
        this.arguments = arguments;
        this.time = time;
    }

    /// All options of all formats.
    static List<OptionSpec> specs() {
        return List.of(OptionSpecs.text(COMP, "NAME"), OptionSpecs.number(LEVEL), OptionSpecs.text(VOLUME_ID, "TEXT"),
                OptionSpecs.text(PUBLISHER, "TEXT"),
                OptionSpecs.text(PREPARER, "TEXT"), OptionSpecs.text(APPLICATION, "TEXT"), OptionSpecs.flag(NO_JOLIET));
    }

    /// When the image says that it was made.
    Instant time() {
        return time;
    }

    /// A text, or the usual one.
    String text(String option, String usual) {
        return use(option, arguments.matchedOptionValue(option, usual));
    }

    /// A text of printable ASCII characters, or the usual one.
    ///
    /// @throws UsageException if it is another one, or has more than `most`
    String ascii(String option, String usual, int most) {
        var text = text(option, usual);
        if (text.length() > most || !text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw UsageException.ofValue(option, text, "ascii", most);
        }
        return text;
    }

    /// Whether an option is given.
    boolean has(String option) {
        asked.add(option);
        return arguments.hasMatchedOption(option);
    }

    /// A text, or null if none is given.
    @Nullable
    String text(String option) {
        return has(option) ? text(option, "") : null;
    }

    /// The name of a file of this computer, or null if none is given. What counts of it is for [#record] to say.
    @Nullable
    String file(String option) {
        return has(option) ? arguments.matchedOptionValue(option, "") : null;
    }

    /// Says what was used for an option.
    void record(String option, String value) {
        use(option, value);
    }

    /// A number of bytes, or the usual one.
    ///
    /// @param isTaken whether what it is for takes it
    /// @param possible key of the words for what it takes, below `value.`
    /// @throws UsageException if it is not taken
    int bytes(String option, int usual, IntPredicate isTaken, String possible) {
        var text = arguments.matchedOptionValue(option, Integer.toString(usual));
        try {
            long bytes = ByteCount.parse(text).bytes();
            if (bytes <= Integer.MAX_VALUE && isTaken.test((int) bytes)) {
                return use(option, (int) bytes);
            }
        } catch (NotAValueException _) {
            // said below
        }
        throw UsageException.ofValue(option, text, possible);
    }

    /// A number, or the usual one.
    ///
    /// @throws UsageException if it is less or more than is possible
    int number(String option, int usual, int least, int most) {
        return use(option, checked(option, arguments.matchedOptionValue(option, usual), least, most));
    }

    /// A number that is given and has no influence on the bytes.
    ///
    /// @throws UsageException if it is less or more than is possible
    int unrecorded(String option, int least, int most) {
        asked.add(option);
        return checked(option, arguments.matchedOptionValue(option, least), least, most);
    }

    private static int checked(String option, int number, int least, int most) {
        if (number < least || number > most) {
            throw UsageException.ofValue(option, number, "range", least, most);
        }
        return number;
    }

    /// One of some words, or null if none is given.
    ///
    /// @throws UsageException if it is another one
    @Nullable
    String choiceIfGiven(String option, List<String> words) {
        return has(option) ? choice(option, words) : null;
    }

    /// One of some words, the first of which is the usual one.
    ///
    /// @throws UsageException if it is another one
    String choice(String option, List<String> words) {
        var word = arguments.matchedOptionValue(option, words.getFirst());
        if (!words.contains(word)) {
            throw new UsageException("error.pack.choice", word, option, String.join(", ", words));
        }
        return use(option, word);
    }

    /// Whether a flag is set.
    boolean flag(String option) {
        return use(option, arguments.matchedOptionValue(option, false));
    }

    private <T> T use(String option, T value) {
        asked.add(option);
        used.put(option.substring(2), value);
        return value;
    }

    /// @throws UsageException if an option of the formats is given that was not asked for: it would have no effect
    void checkAllUsed() {
        for (var spec : PackFormats.specs()) {
            var option = spec.longestName();
            if (arguments.hasMatchedOption(option) && !asked.contains(option)) {
                var comp = used.get(COMP.substring(2));
                throw comp != null && OF_COMP.contains(option)
                        ? new UsageException("error.pack.no-effect-comp", option, comp)
                        : new UsageException("error.pack.no-effect", option);
            }
        }
    }

    /// What was used, by the names of the options without their dashes.
    Map<String, Object> used() {
        return used;
    }
}
