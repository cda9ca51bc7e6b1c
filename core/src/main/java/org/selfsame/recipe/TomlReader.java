package org.selfsame.recipe;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.selfsame.recipe.RecipeException.Reason;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/// Takes the keys of a table of `selfsame.toml` one by one; what is left over at the end is an error.
final class TomlReader {
    static final String FILE = "selfsame.toml";
    /// The largest file, in bytes.
    static final int MOST_BYTES = 1 << 18;

    private final TomlTable table;
    private final String prefix;
    private final Set<String> taken = new HashSet<>();

    private TomlReader(TomlTable table, String prefix) {
        this.table = table;
        this.prefix = prefix;
    }

    /// @throws RecipeException if it is not TOML
    static TomlReader parse(String text) throws RecipeException {
        try {
            var result = Toml.parse(text);
            if (result.hasErrors()) {
                var first = result.errors().stream().min(Comparator.comparingInt(e -> e.position().line())).get();
                throw new RecipeException(Reason.NOT_TOML, FILE, first.position().line(),
                        String.valueOf(first.getMessage()));
            }
            return new TomlReader(result, "");
        } catch (StackOverflowError e) {
            // the parser goes down with each bracket
            throw new RecipeException(Reason.NOT_TOML, FILE, "nested too deep", e);
        }
    }

    /// The value of a key as text, if it is there.
    @Nullable
    String text(String key) throws RecipeException {
        var value = take(key);
        return value == null ? null : as(String.class, value, key);
    }

    /// The value of a key as text that is like a pattern, if it is there.
    @Nullable
    String text(String key, Predicate<String> allowed) throws RecipeException {
        var text = text(key);
        if (text != null && !allowed.test(text)) {
            throw bad(key, text);
        }
        return text;
    }

    @Nullable
    Boolean flag(String key) throws RecipeException {
        var value = take(key);
        return value == null ? null : as(Boolean.class, value, key);
    }

    @Nullable
    Long number(String key, long least, long most) throws RecipeException {
        var value = take(key);
        if (value == null) {
            return null;
        }
        long number = as(Long.class, value, key);
        if (number < least || number > most) {
            throw bad(key, String.valueOf(number));
        }
        return number;
    }

    /// A time: a date and time with an offset, a date (its first second in UTC), or seconds since 1970.
    @Nullable
    Instant time(String key) throws RecipeException {
        var value = take(key);
        return switch (value) {
            case null -> null;
            case OffsetDateTime time -> time.toInstant();
            case LocalDate date -> date.atStartOfDay(ZoneOffset.UTC).toInstant();
            case Long seconds when seconds >= 0 && seconds <= Dates.LAST -> Instant.ofEpochSecond(seconds);
            default -> throw new RecipeException(Reason.WRONG_TYPE, FILE, line(key), prefix + key);
        };
    }

    /// The texts of an array, or none.
    List<String> texts(String key) throws RecipeException {
        var texts = new ArrayList<String>();
        var value = take(key);
        if (value != null) {
            var array = as(TomlArray.class, value, key);
            for (int i = 0; i < array.size(); i++) {
                texts.add(as(String.class, array.get(i), key));
            }
        }
        return texts;
    }

    /// Whether the key has an array.
    boolean isArray(String key) {
        return table.isArray(List.of(key));
    }

    /// Whether the key is there.
    boolean has(String key) {
        return table.contains(List.of(key));
    }

    /// The table of this name; an empty one if it is not there.
    TomlReader table(String key) throws RecipeException {
        var value = take(key);
        return value != null
                ? new TomlReader(as(TomlTable.class, value, key), prefix + key + ".")
                : new TomlReader(Toml.parse(""), prefix + key + ".");
    }

    /// The tables of an array of tables, or none.
    List<TomlReader> tables(String key) throws RecipeException {
        var tables = new ArrayList<TomlReader>();
        var value = take(key);
        if (value != null) {
            var array = as(TomlArray.class, value, key);
            for (int i = 0; i < array.size(); i++) {
                tables.add(new TomlReader(as(TomlTable.class, array.get(i), key), prefix + key + "."));
            }
        }
        return tables;
    }

    /// @throws RecipeException if a key was not taken
    void finish() throws RecipeException {
        for (var key : table.keySet()) {
            if (!taken.contains(key)) {
                throw new RecipeException(Reason.UNKNOWN_KEY, FILE, line(key), prefix + key);
            }
        }
    }

    /// The value of a key cannot be what it is.
    RecipeException bad(String key, String value) {
        return new RecipeException(Reason.BAD_VALUE, FILE, line(key), prefix + key + " = " + value);
    }

    /// A key that must be there is not.
    RecipeException missing(String key) {
        int line = table.keySet().stream().mapToInt(this::line).min().orElse(0);
        return new RecipeException(Reason.MISSING_KEY, FILE, line, prefix + key);
    }

    /// The line of a key, from 1 on.
    int line(String key) {
        var position = table.inputPositionOf(List.of(key));
        return position == null ? 0 : position.line();
    }

    private @Nullable Object take(String key) {
        taken.add(key);
        return table.get(List.of(key));
    }

    private <T> T as(Class<T> type, Object value, String key) throws RecipeException {
        if (!type.isInstance(value)) {
            throw new RecipeException(Reason.WRONG_TYPE, FILE, line(key), prefix + key);
        }
        return type.cast(value);
    }
}
