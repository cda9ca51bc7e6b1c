package org.selfsame.compare.cause;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.Side;

/// Sorts what may be in any order.
final class Orders {
    /// JSON nested deeper is not sorted.
    private static final int DEPTH = 100;
    private static final Pattern BRACES = Pattern.compile("\\{([^{}\\n]{0,100000})}|\\[([^\\[\\]\\n]{0,100000})]");
    private static final Pattern FIELD = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,60}:(?:\\s.*)?");

    /// The lines of a text.
    static final Normal LINES = new Order(CauseCode.ORDER_LINES) {
        @Override
        public String normalise(String text, Side side) {
            var lines = text.split("\n", -1);
            Arrays.sort(lines);
            return String.join("\n", lines);
        }
    };

    /// The parts of what stands in braces or brackets on one line, as hash tables are written.
    static final Normal HASHES = new Order(CauseCode.ORDER_HASH) {
        @Override
        public String normalise(String text, Side side) {
            return BRACES.matcher(text).replaceAll(found -> {
                var parts = found.group().substring(1, found.group().length() - 1).split(",", -1);
                for (int i = 0; i < parts.length; i++) {
                    parts[i] = parts[i].strip();
                }
                Arrays.sort(parts);
                return "<" + Matcher.quoteReplacement(String.join(", ", parts)) + ">";
            });
        }
    };

    /// The fields of stanzas, and the stanzas.
    static final Normal STANZAS = new Order(CauseCode.ORDER_KEYS) {
        @Override
        public String normalise(String text, Side side) {
            var stanzas = new ArrayList<String>();
            boolean ended = text.endsWith("\n");
            for (var stanza : (ended ? text.substring(0, text.length() - 1) : text).split("\n\n", -1)) {
                var fields = stanza.split("\n(?![ \t])", -1);
                Arrays.sort(fields);
                stanzas.add(String.join("\n", fields));
            }
            Collections.sort(stanzas);
            return String.join("\n\n", stanzas) + (ended ? "\n" : "");
        }
    };

    private Orders() {}

    /// Whether the text begins as lists of packages do.
    static boolean hasStanzas(String text) {
        return FIELD.matcher(text.lines().findFirst().orElse("")).matches();
    }

    private abstract static class Order implements Normal {
        private final CauseCode code;

        Order(CauseCode code) {
            this.code = code;
        }

        @Override
        public CauseCode code() {
            return code;
        }
    }

    /// Whether two texts are the same JSON but for the order of keys and items.
    static boolean sameJson(String left, String right) {
        var l = json(left);
        return l != null && l.equals(json(right));
    }

    /// JSON with its keys and items in order, or null if it is none.
    private static @Nullable String json(String text) {
        var start = text.stripLeading();
        if (!start.startsWith("{") && !start.startsWith("[")) {
            return null;
        }
        try (var reader = new JsonReader(new StringReader(text))) {
            var value = value(reader, 0);
            return reader.peek() == JsonToken.END_DOCUMENT ? value : null;
        } catch (IOException | IllegalStateException _) {
            return null;
        }
    }

    private static String value(JsonReader reader, int depth) throws IOException {
        if (depth > DEPTH) {
            throw new IOException("nested more than " + DEPTH + " deep");
        }
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> {
                reader.beginObject();
                var parts = new ArrayList<String>();
                while (reader.hasNext()) {
                    parts.add(quoted(reader.nextName()) + ":" + value(reader, depth + 1));
                }
                reader.endObject();
                yield sorted("{", parts, "}");
            }
            case BEGIN_ARRAY -> {
                reader.beginArray();
                var parts = new ArrayList<String>();
                while (reader.hasNext()) {
                    parts.add(value(reader, depth + 1));
                }
                reader.endArray();
                yield sorted("[", parts, "]");
            }
            case STRING -> quoted(reader.nextString());
            case NULL -> {
                reader.nextNull();
                yield "null";
            }
            case BOOLEAN -> Boolean.toString(reader.nextBoolean());
            default -> reader.nextString();
        };
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String sorted(String before, List<String> parts, String after) {
        Collections.sort(parts);
        return before + String.join(",", parts) + after;
    }
}
