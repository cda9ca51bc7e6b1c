package org.selfsame.app.window;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import org.selfsame.trust.publisher.Publishers;

/// Hands for the screen of a comparison.
final class CompareHands {
    private CompareHands() {}

    /// A window in which two files have been compared.
    static WindowDriver compared(Path directory, Path left, Path right) {
        var driver = new WindowDriver(directory, Publishers.bundled(), null);
        driver.drop(left, right);
        driver.find("#compare-title");
        return driver;
    }

    /// Selects the row of this name.
    static void select(WindowDriver driver, String name) {
        Pictures.onFx(() -> {
            var table = table(driver);
            for (int i = 0; i < table.getItems().size(); i++) {
                if (((Object) table.getItems().get(i)).toString().equals(name)) {
                    table.getSelectionModel().clearAndSelect(i);
                    table.scrollTo(Math.max(0, i - 3));
                }
            }
            return "";
        });
    }

    /// The list.
    static TableView<?> table(WindowDriver driver) {
        return (TableView<?>) driver.robot.lookup("#compare-table").query();
    }

    /// The words of all labels that match.
    static List<String> texts(WindowDriver driver, String query) {
        return Pictures.onFx(() -> driver.robot.lookup(query).queryAll().stream()
                .map(node -> ((Labeled) node).getText()).toList());
    }

    /// The names in the rows.
    static List<String> rows(WindowDriver driver) {
        return Pictures.onFx(() -> table(driver).getItems().stream().map(Object::toString).toList());
    }

    /// Puts the focus into the list.
    static void enterTable(WindowDriver driver) {
        Pictures.onFx(() -> {
            table(driver).requestFocus();
            return "";
        });
    }

    /// How much wider the screen is than the window, in pixels.
    static double overhang(WindowDriver driver) {
        return Pictures.onFx(() -> {
            var page = (ScrollPane) driver.robot.lookup(".page").query();
            return page.getContent().getLayoutBounds().getWidth() - page.getViewportBounds().getWidth();
        });
    }

    /// Waits until there is a row of this name.
    static void awaitRow(WindowDriver driver, String name) {
        driver.await(() -> rows(driver).contains(name), "the row " + name);
    }

    /// What the row of this name says to a screen reader.
    static String spoken(WindowDriver driver, String name) {
        select(driver, name);
        // a row that was scrolled to is drawn with the next pulse, not at once
        driver.await(() -> !selectedText(driver).isEmpty(), "the row of " + name);
        return selectedText(driver);
    }

    private static String selectedText(WindowDriver driver) {
        return Pictures.onFx(() -> {
            table(driver).layout();
            return driver.robot.lookup("#compare-table .table-row-cell").queryAll().stream()
                    .filter(row -> row.getPseudoClassStates().toString().contains("selected"))
                    .map(Node::getAccessibleText).findFirst().orElse("");
        });
    }
}
