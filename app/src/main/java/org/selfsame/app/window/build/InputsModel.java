package org.selfsame.app.window.build;

import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import org.selfsame.app.window.desktop.Desktop;
import org.selfsame.recipe.Recipe.SandboxChoice;
import org.selfsame.words.Words;

/// What a build would be made of, and how the user wants it. No node of the window in here.
final class InputsModel {
    private final Inputs inputs;
    private final Desktop desktop;
    private final Moves moves;
    private final ObjectProperty<SandboxChoice> sandbox;
    private final BooleanProperty twice = new SimpleBooleanProperty(true);
    private final ObjectProperty<Optional<Path>> output = new SimpleObjectProperty<>(Optional.empty());

    /// Where one can go from here.
    interface Moves {

        /// Makes the lock anew.
        void lock(Inputs inputs);

        /// Begins to build.
        void build(Plan plan);

        /// Reads the recipe again.
        void read(Source source);
    }

    InputsModel(Inputs inputs, Desktop desktop, Moves moves) {
        this.inputs = inputs;
        this.desktop = desktop;
        this.moves = moves;
        sandbox = new SimpleObjectProperty<>(inputs.recipe().sandbox());
    }

    /// As the user had it before.
    InputsModel like(Plan plan) {
        sandbox.set(plan.sandbox());
        twice.set(plan.twice());
        output.set(Optional.of(plan.output()));
        return this;
    }

    Inputs inputs() {
        return inputs;
    }

    ObjectProperty<SandboxChoice> sandbox() {
        return sandbox;
    }

    BooleanProperty twice() {
        return twice;
    }

    /// Where the results go; empty until that is chosen.
    ObjectProperty<Optional<Path>> output() {
        return output;
    }

    void chooseOutput() {
        desktop.chooseDirectory(Words.text("buildview.output.title")).ifPresent(it -> output.set(Optional.of(it)));
    }

    /// Whether the lock can be built from.
    boolean isLocked() {
        return inputs.state() == Inputs.LockState.CURRENT;
    }

    void lock() {
        moves.lock(inputs);
    }

    void read() {
        moves.read(inputs.source());
    }

    /// Begins to build; asks for the folder first, if none is chosen.
    void build() {
        if (!isLocked()) {
            return;
        }
        if (output.get().isEmpty()) {
            chooseOutput();
        }
        output.get().ifPresent(it -> moves.build(new Plan(inputs, sandbox.get(), twice.get(), it)));
    }
}
