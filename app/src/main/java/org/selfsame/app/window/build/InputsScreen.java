package org.selfsame.app.window.build;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.selfsame.app.window.widget.Buttons;
import org.selfsame.app.window.widget.Fold;
import org.selfsame.app.window.widget.Icons;
import org.selfsame.app.window.widget.Page;
import org.selfsame.app.window.widget.Screen;
import org.selfsame.app.window.widget.Texts;
import org.selfsame.apt.LockChange;
import org.selfsame.recipe.Recipe;
import org.selfsame.recipe.Recipe.SandboxChoice;
import org.selfsame.tree.Text;
import org.selfsame.words.Quantities;
import org.selfsame.words.Words;

/// What a build will be made of: the recipe, its lock and what changed in that; and how it is to be built.
final class InputsScreen implements Screen {
    private static final int MOST_LISTED = 200;
    private static final double NAMES = 140;

    private final InputsModel model;
    private final Button primary;
    private final Page page;

    InputsScreen(InputsModel model) {
        this.model = model;
        var recipe = model.inputs().recipe();
        var title = Texts.wrapping(Words.text("buildview.inputs.recipe", "name", Texts.shortened(recipe.name()),
                "version", Texts.shortened(recipe.version())), "screen-title");
        title.setId("build-inputs-title");
        boolean locked = model.isLocked();
        primary = locked
                ? Buttons.primary(Words.text("buildview.start"), model::build)
                : Buttons.primary(Words.text(model.inputs().lock() == null
                        ? "buildview.lock.make"
                        : "buildview.lock.update"), model::lock);
        primary.setId(locked ? "build-start" : "build-lock");
        page = new Page(title, facts(recipe));
        var column = page.column().getChildren();
        if (!recipe.unsupported().isEmpty()) {
            column.add(unsupported(recipe.unsupported()));
        }
        column.add(lock(locked));
        model.inputs().changes().filter(it -> !it.isEmpty()).map(InputsScreen::changes).ifPresent(column::add);
        if (locked) {
            column.add(how());
        }
    }

    private static Node facts(Recipe recipe) {
        var grid = new GridPane();
        grid.getStyleClass().add("facts");
        var names = new ColumnConstraints();
        names.setMinWidth(NAMES);
        names.setMaxWidth(NAMES);
        var values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(names, values);
        var source = recipe.source();
        row(grid, "buildview.fact.repository", source.repository());
        row(grid, "buildview.fact.commit", source.commit());
        if (source.dirty()) {
            grid.add(Texts.wrapping(Words.text("buildview.fact.dirty"), "muted"), 1, grid.getRowCount());
        }
        row(grid, "buildview.fact.tag", source.tag() == null ? "" : source.tag());
        row(grid, "buildview.fact.signer", source.signer() == null ? "" : Quantities.grouped(source.signer()));
        row(grid, "buildview.fact.date", recipe.sourceDate().toString());
        row(grid, "buildview.fact.architecture", recipe.architecture());
        var archives = new ArrayList<String>();
        for (var archive : recipe.archives()) {
            archives.add(
                    archive.uris().getFirst() + " " + archive.suite() + " " + String.join(" ", archive.components())
                            + (archive.snapshot() == null
                                    ? ""
                                    : " " + Words.text("buildview.fact.snapshot", "time", archive.snapshot())));
        }
        row(grid, "buildview.fact.archives", String.join("\n", archives));
        row(grid, "buildview.fact.packages", Words.plural("buildview.fact.packages.count", "count",
                recipe.packages().size()));
        if (!recipe.hooks().isEmpty()) {
            row(grid, "buildview.fact.hooks", String.valueOf(recipe.hooks().size()));
        }
        row(grid, "buildview.fact.outputs", String.join(", ", recipe.image().outputs().stream().sorted()
                .map(it -> Words.text("buildview.output." + it)).toList()));
        var card = new VBox(grid);
        card.getStyleClass().add("card");
        card.setId("build-facts");
        return card;
    }

    private static void row(GridPane grid, String key, String value) {
        if (!value.isBlank()) {
            var printable = String.join("\n", value.lines().map(Text::harmless).toList());
            var name = Texts.wrapping(Words.text(key), "muted");
            GridPane.setValignment(name, VPos.TOP);
            grid.addRow(grid.getRowCount(), name, Texts.wrapping(printable));
        }
    }

    private static Node unsupported(List<Recipe.Unsupported> all) {
        boolean bears = all.stream().anyMatch(Recipe.Unsupported::bears);
        var lines = new ArrayList<String>();
        all.stream().limit(MOST_LISTED).forEach(it -> lines.add(Words.text(
                it.bears() ? "buildview.unsupported.bears" : "buildview.unsupported.other", "path", it.path(), "kind",
                it.kind().isEmpty() ? Words.text("buildview.unsupported.unknown") : it.kind())));
        if (all.size() > MOST_LISTED) {
            lines.add(Words.text("buildview.details.more", "count", all.size() - MOST_LISTED));
        }
        var sentence = Texts.wrapping(Words.text(bears
                ? "buildview.unsupported.sentence.bears"
                : "buildview.unsupported.sentence"), "message-text");
        HBox.setHgrow(sentence, Priority.ALWAYS);
        var head = new HBox(10, Icons.of(MaterialDesignA.ALERT_OUTLINE), sentence);
        var box = new VBox(8, head, Texts.wrapping(String.join("\n", lines)));
        box.getStyleClass().add("message");
        box.setId("build-unsupported");
        box.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("trouble"), bears);
        return box;
    }

    private Node lock(boolean locked) {
        var inputs = model.inputs();
        var lock = inputs.lock();
        var state = Texts.wrapping(Words.text("buildview.lock." + inputs.state()), "section-title");
        state.setId("build-lock-state");
        var what = Texts.wrapping(lock != null
                ? Words.plural("buildview.lock.what", "count", lock.packages().size(), "size",
                        Quantities.size(lock.packages().stream().mapToLong(it -> it.size()).sum()), "date",
                        newest(lock), "file", inputs.lockFile())
                : Words.text("buildview.lock.why", "file", inputs.lockFile()), "muted");
        Ikon icon = locked ? MaterialDesignC.CHECK : MaterialDesignL.LOCK_OPEN_OUTLINE;
        var words = new VBox(4, state, what);
        HBox.setHgrow(words, Priority.ALWAYS);
        var head = new HBox(12, Icons.of(icon, "job-icon"), words);
        var buttons = new FlowPane();
        buttons.getStyleClass().add("buttons");
        if (locked) {
            var update = Buttons.of(Words.text("buildview.lock.update"), model::lock);
            update.setId("build-lock-update");
            buttons.getChildren().add(update);
            if (inputs.changes().isPresent() && inputs.changes().get().isEmpty()) {
                words.getChildren().add(Texts.wrapping(Words.text("buildview.changes.none"), "muted"));
            }
        } else {
            buttons.getChildren().add(primary);
        }
        var again = Buttons.of(Words.text("buildview.read.again"), model::read);
        again.setId("build-read-again");
        buttons.getChildren().add(again);
        var card = new VBox(head, buttons);
        card.getStyleClass().add("card");
        return card;
    }

    private static String newest(org.selfsame.apt.Lock lock) {
        return lock.archives().stream().map(it -> it.inRelease().date()).max(java.util.Comparator.naturalOrder())
                .map(Object::toString).orElse("-");
    }

    private static Node changes(List<LockChange> changes) {
        var box = new VBox(10);
        for (var kind : LockChange.Kind.values()) {
            part(box, "buildview.changes." + kind, changes.stream().filter(it -> it.kind() == kind)
                    .map(InputsScreen::change).toList());
        }
        return new Fold("build-changes", Words.text("buildview.changes.title"), box, true);
    }

    private static String change(LockChange change) {
        var name = Words.text("buildview.change.name", "name", change.name(), "architecture", change.architecture());
        return switch (change.kind()) {
            case ADDED, REPLACED -> name + " " + change.after();
            case REMOVED -> name + " " + change.before();
            case UPGRADED, DOWNGRADED -> Words.text("buildview.change.version", "name", name, "before",
                    String.valueOf(change.before()), "after", String.valueOf(change.after()));
        };
    }

    private static void part(VBox box, String key, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        var shown = new ArrayList<>(lines.stream().limit(MOST_LISTED).map(Text::harmless).toList());
        if (lines.size() > MOST_LISTED) {
            shown.add(Words.text("buildview.details.more", "count", lines.size() - MOST_LISTED));
        }
        var title = Texts.wrapping(Words.plural(key, "count", lines.size()), "section-title");
        title.getStyleClass().add("build-change");
        box.getChildren().add(new VBox(2, title, Texts.wrapping(String.join("\n", shown))));
    }

    private Node how() {
        var group = new ToggleGroup();
        var choices = new VBox(6);
        for (var choice : SandboxChoice.values()) {
            var button = new RadioButton(Words.text("buildview.sandbox." + choice));
            button.setId("build-sandbox-" + choice);
            button.setMnemonicParsing(true);
            button.setWrapText(true);
            button.setToggleGroup(group);
            button.setSelected(model.sandbox().get() == choice);
            button.selectedProperty().addListener((_, _, now) -> {
                if (now) {
                    model.sandbox().set(choice);
                }
            });
            choices.getChildren().add(button);
        }
        var twice = new CheckBox(Words.text("buildview.twice"));
        twice.setId("build-twice");
        twice.setMnemonicParsing(true);
        twice.setWrapText(true);
        twice.selectedProperty().bindBidirectional(model.twice());
        var output = new Label();
        output.setId("build-output");
        output.setWrapText(true);
        output.setMinHeight(Label.USE_PREF_SIZE);
        model.output().addListener((_, _, _) -> showOutput(output));
        showOutput(output);
        var choose = Buttons.of(Words.text("buildview.output.choose"), model::chooseOutput);
        choose.setId("build-output-choose");
        choose.getStyleClass().add(Styles.BUTTON_OUTLINED);
        var folder = new VBox(6, Texts.wrapping(Words.text("buildview.output"), "section-title"), output,
                new FlowPane(choose));
        var start = new HBox(primary);
        start.setAlignment(Pos.CENTER_LEFT);
        var card = new VBox(new VBox(6, Texts.wrapping(Words.text("buildview.sandbox"), "section-title"), choices),
                new VBox(6, twice, Texts.wrapping(Words.text("buildview.twice.why"), "muted", "indented")), folder,
                start);
        card.getStyleClass().add("card");
        return card;
    }

    private void showOutput(Label output) {
        output.setText(model.output().get().map(it -> Text.harmless(it.toString()))
                .orElse(Words.text("buildview.output.none")));
        output.getStyleClass().removeAll("muted");
        if (model.output().get().isEmpty()) {
            output.getStyleClass().add("muted");
        }
    }

    @Override
    public Node node() {
        return page;
    }

    @Override
    public void shown() {
        primary.requestFocus();
    }
}
