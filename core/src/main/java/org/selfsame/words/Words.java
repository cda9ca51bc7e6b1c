package org.selfsame.words;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.selfsame.task.Activity;
import org.selfsame.tree.Text;

/// The one bundle of words, `messages.properties` beside this class, for window, command line and reports.
///
/// Values are inserted by name. Whatever is inserted is made printable first, so that a file name or a volume id
/// cannot drive a terminal or turn the direction of a sentence; text that is printable already stays as it is.
public final class Words {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-zA-Z]+)}");
    private static final Properties BUNDLE = load();

    private Words() {}

    /// The text of `key`, with values for its placeholders as name, value, name, value…
    ///
    /// @throws IllegalArgumentException if there is no such key, or a placeholder without a value
    public static String text(String key, Object... namesAndValues) {
        var values = new LinkedHashMap<String, Object>();
        for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
        }
        return text(key, values);
    }

    /// The text of `key`, with `values` for its placeholders; more values than placeholders are fine.
    ///
    /// @throws IllegalArgumentException if there is no such key, or a placeholder without a value
    public static String text(String key, Map<String, ?> values) {
        var pattern = BUNDLE.getProperty(key);
        if (pattern == null) {
            throw new IllegalArgumentException("no words for " + key);
        }
        if (pattern.indexOf('{') < 0) {
            return pattern;
        }
        return PLACEHOLDER.matcher(pattern).replaceAll(found -> {
            var value = values.get(found.group(1));
            if (value == null) {
                throw new IllegalArgumentException(key + " needs a value for " + found.group());
            }
            return Matcher.quoteReplacement(Text.harmless(value.toString()));
        });
    }

    /// The text of `key` for `count` things: that of `key.one`, where there is one, if `count` is 1. `count` is put in
    /// for `{name}`.
    public static String plural(String key, String name, long count, Object... namesAndValues) {
        var values = new LinkedHashMap<String, Object>();
        values.put(name, count);
        for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
        }
        return text(count == 1 && has(key + ".one") ? key + ".one" : key, values);
    }

    /// Whether the bundle has `key`.
    public static boolean has(String key) {
        return BUNDLE.containsKey(key);
    }

    /// All keys.
    public static Set<String> keys() {
        return BUNDLE.stringPropertyNames();
    }

    /// What is going on, such as `Reading the whole file`.
    public static String activity(Activity activity) {
        return text("activity." + activity.name());
    }

    private static Properties load() {
        var bundle = new Properties();
        try (var stream = Objects.requireNonNull(Words.class.getResourceAsStream("messages.properties"));
                var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            bundle.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bundle;
    }
}
