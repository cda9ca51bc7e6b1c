package org.selfsame.app.window;

import java.util.Properties;
import java.util.regex.Pattern;
import org.selfsame.words.Words;

/// A language that nobody speaks: the English words with accents, 40 per cent longer. While it is spoken, every screen
/// shows what other languages need.
final class LongWords implements AutoCloseable {
    private static final Pattern PART = Pattern.compile("\\{[a-zA-Z]+}|[^{]+");
    private static final String PLAIN = "aceinouyACEINOUY";
    private static final String ACCENTED = "\u00e4\u00e7\u00ea\u00ef\u00f1\u00f5\u00fb\u00fd\u00c4\u00c7\u00ca\u00cf\u00d1\u00d5\u00db\u00dd";
    private static final String FILLER = " \u00f1\u00f4\u00f1 d\u00eb \u00eft\u00eam \u00e4t";
    private static final double MORE = 0.4;

    private final Properties bundle = bundle();
    private final Properties english = new Properties();

    LongWords() {
        english.putAll(bundle);
        english.stringPropertyNames().forEach(key -> bundle.setProperty(key, longer(english.getProperty(key))));
    }

    private static Properties bundle() {
        try {
            var field = Words.class.getDeclaredField("BUNDLE");
            field.setAccessible(true);
            return (Properties) field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no bundle", e);
        }
    }

    static String longer(String text) {
        var longer = new StringBuilder();
        int letters = 0;
        var parts = PART.matcher(text);
        while (parts.find()) {
            var part = parts.group();
            if (part.startsWith("{")) {
                longer.append(part);
            } else {
                letters += part.length();
                part.chars().mapToObj(letter -> (char) letter).forEach(letter -> longer
                        .append(PLAIN.indexOf(letter) < 0 ? letter : ACCENTED.charAt(PLAIN.indexOf(letter))));
            }
        }
        int more = (int) Math.ceil(letters * MORE);
        return longer.append(FILLER.repeat(more / FILLER.length() + 1), 0, more).toString();
    }

    @Override
    public void close() {
        bundle.putAll(english);
    }
}
