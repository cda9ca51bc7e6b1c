package org.selfsame.build;

import java.util.ArrayList;
import java.util.List;
import org.selfsame.recipe.Recipe;
import org.selfsame.recipe.Recipe.Output;

/// Which steps a build has.
public final class Steps {
    private Steps() {}

    /// Those that this recipe and these options need, in order.
    public static List<StepName> of(Recipe recipe, BuildOptions options) {
        var outputs = recipe.image().outputs();
        var steps = new ArrayList<StepName>();
        for (var step : StepName.values()) {
            boolean needed = switch (step) {
                case OVERLAY -> !recipe.overlay().isEmpty();
                case SQUASHFS -> outputs.contains(Output.SQUASHFS) || isMedium(recipe);
                case BOOT -> isMedium(recipe);
                case ISO -> outputs.contains(Output.ISO);
                case USB -> outputs.contains(Output.USB);
                case KITS -> outputs.contains(Output.ISO)
                        && (!recipe.image().upgradesFrom().isEmpty() || !options.earlier().isEmpty());
                case INPUTS, BOOTSTRAP, PACKAGES, INCLUDES, HOOKS, NORMALIZE, RECORD -> true;
            };
            if (needed) {
                steps.add(step);
            }
        }
        return List.copyOf(steps);
    }

    /// Whether something is made that holds more than the system.
    static boolean isMedium(Recipe recipe) {
        return recipe.image().outputs().contains(Output.ISO) || recipe.image().outputs().contains(Output.USB);
    }
}
