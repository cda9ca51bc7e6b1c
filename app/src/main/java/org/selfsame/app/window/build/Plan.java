package org.selfsame.app.window.build;

import java.nio.file.Path;
import org.selfsame.recipe.Recipe.SandboxChoice;

/// What is to be built, and how.
///
/// @param sandbox which sandbox the steps run in
/// @param twice whether it is built a second time, in other surroundings, and compared
/// @param output the directory that the results go to
public record Plan(Inputs inputs, SandboxChoice sandbox, boolean twice, Path output) {
    /// What a build's times are remembered by.
    String key() {
        return inputs.recipe().name() + " " + sandbox;
    }
}
