package org.selfsame.app.window.build;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.selfsame.build.StepName;
import org.selfsame.host.NewFile;

/// What the steps of the last build of a recipe took, in a small file of the user's. It only tells how long the next build
/// may take: a file that is missing, damaged or not writable means that nothing is told.
public final class StepTimes {
    private static final String SCHEMA = "step-times/1";
    private static final int MOST_BUILDS = 100;
    private static final long MOST_BYTES = 1 << 20;

    private final Path file;

    /// @param file where they are kept
    public StepTimes(Path file) {
        this.file = file;
    }

    /// What the steps took when this was last built.
    ///
    /// @param key which recipe, and in which sandbox
    synchronized Map<StepName, Duration> of(String key) {
        var times = new EnumMap<StepName, Duration>(StepName.class);
        if (read().get(key) instanceof JsonObject steps) {
            for (var step : StepName.values()) {
                if (steps.get(step.name()) instanceof JsonPrimitive took && took.isNumber()) {
                    times.put(step, Duration.ofMillis(Math.clamp(took.getAsLong(), 0, Integer.MAX_VALUE)));
                }
            }
        }
        return times;
    }

    /// Remembers what steps took; what is known of others stays.
    synchronized void remember(String key, Map<StepName, Duration> times) {
        var all = read();
        var steps = all.remove(key) instanceof JsonObject known ? known : new JsonObject();
        times.forEach((step, took) -> steps.addProperty(step.name(), took.toMillis()));
        all.add(key, steps);
        while (all.size() > MOST_BUILDS) {
            all.remove(all.keySet().iterator().next());
        }
        var whole = new JsonObject();
        whole.addProperty("selfsame", SCHEMA);
        whole.add("builds", all);
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling("."));
            try (var written = NewFile.create(file, true)) {
                written.channel().write(StandardCharsets.UTF_8.encode(new Gson().toJson(whole)));
                written.complete();
            }
        } catch (IOException e) {
            System.getLogger(StepTimes.class.getName()).log(System.Logger.Level.DEBUG, "not remembered", e);
        }
    }

    private JsonObject read() {
        try {
            if (Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES
                    && JsonParser.parseString(Files.readString(file)) instanceof JsonObject whole
                    && whole.get("builds") instanceof JsonObject builds) {
                return builds;
            }
        } catch (IOException | JsonParseException e) {
            System.getLogger(StepTimes.class.getName()).log(System.Logger.Level.DEBUG, "not known", e);
        }
        return new JsonObject();
    }
}
