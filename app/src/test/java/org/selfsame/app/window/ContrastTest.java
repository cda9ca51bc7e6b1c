package org.selfsame.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import javafx.scene.paint.Color;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Text can be read: 4.5 to 1 at least (WCAG 2.1, AA), for every pair of colours that the style sheet uses.
class ContrastTest {
    private static final double AA = 4.5;
    private static final Pattern TOKEN = Pattern.compile("(-color-[a-z0-9-]+):\\s*([^;]+);");

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyPairOfColoursCanBeRead(boolean dark) throws IOException {
        var tokens = tokens(dark);
        var page = color(tokens, "-color-bg-default");
        var bad = new ArrayList<String>();
        for (var pair : pairs()) {
            var back = over(page, color(tokens, pair.get(1)));
            double ratio = ratio(over(back, color(tokens, pair.get(0))), back);
            if (ratio < AA) {
                bad.add(pair + " is " + ratio);
            }
        }
        assertThat(bad).isEmpty();
    }

    /// Text colour, background colour.
    private static List<List<String>> pairs() {
        var pairs = new ArrayList<List<String>>();
        for (var background : List.of("-color-bg-default", "-color-bg-subtle")) {
            pairs.add(List.of("-color-fg-default", background));
            pairs.add(List.of("-color-fg-muted", background));
        }
        pairs.add(List.of("-color-danger-fg", "-color-bg-default"));
        for (var role : List.of("danger", "warning", "accent", "success")) {
            var background = "-color-" + role + "-subtle";
            pairs.add(List.of("-color-" + role + "-fg", background));
            pairs.add(List.of("-color-fg-default", background));
            pairs.add(List.of("-color-fg-muted", background));
        }
        return pairs;
    }

    private static Map<String, String> tokens(boolean dark) throws IOException {
        var theme = dark ? new PrimerDark() : new PrimerLight();
        var sheet = theme.getUserAgentStylesheet().replace(".bss", ".css");
        try (var stream = Objects.requireNonNull(ContrastTest.class.getResourceAsStream(sheet))) {
            var css = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            var tokens = new HashMap<String, String>();
            TOKEN.matcher(css).results().forEach(found -> tokens.putIfAbsent(found.group(1), found.group(2).strip()));
            return tokens;
        }
    }

    private static Color color(Map<String, String> tokens, String name) {
        return Color.web(Objects.requireNonNull(tokens.get(name), name));
    }

    private static Color over(Color below, Color above) {
        return below.interpolate(Color.color(above.getRed(), above.getGreen(), above.getBlue()), above.getOpacity());
    }

    private static double ratio(Color one, Color other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.03928 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
