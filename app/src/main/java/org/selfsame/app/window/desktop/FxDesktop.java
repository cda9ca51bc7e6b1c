package org.selfsame.app.window.desktop;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.application.HostServices;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import java.util.Map;

/// The desktop as JavaFX reaches it. Its dialogs throw on a platform without a display.
public final class FxDesktop implements Desktop {
    private final Window owner;
    private final HostServices services;

    /// @param owner the window that dialogs belong to
    public FxDesktop(Window owner, HostServices services) {
        this.owner = owner;
        this.services = services;
    }

    @Override
    public List<Path> chooseFiles(String title) {
        var files = chooser(title).showOpenMultipleDialog(owner);
        return files == null ? List.of() : files.stream().map(File::toPath).toList();
    }

    @Override
    public Optional<Path> chooseFile(String title) {
        return Optional.ofNullable(chooser(title).showOpenDialog(owner)).map(File::toPath);
    }

    @Override
    public Optional<Path> chooseDirectory(String title) {
        var chooser = new DirectoryChooser();
        chooser.setTitle(title);
        return Optional.ofNullable(chooser.showDialog(owner)).map(File::toPath);
    }

    @Override
    public Optional<Path> chooseTarget(String title, String suggestedName, List<Kind> kinds) {
        var chooser = chooser(title);
        chooser.setInitialFileName(suggestedName);
        for (var kind : kinds) {
            chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(kind.name(), "*." + kind.extension()));
        }
        var chosen = Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
        var filter = chooser.getSelectedExtensionFilter();
        return chosen
                .map(path -> filter == null ? path : withExtension(path, filter.getExtensions().getFirst(), kinds));
    }

    @Override
    public void browse(String address) {
        services.showDocument(address);
    }

    @Override
    public void copy(String text) {
        Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, text));
    }

    /// GTK's dialog does not add the extension of the chosen kind.
    private static Path withExtension(Path path, String glob, List<Kind> kinds) {
        var name = path.getFileName().toString();
        boolean known = kinds.stream().anyMatch(kind -> name.endsWith("." + kind.extension()));
        return known ? path : path.resolveSibling(name + glob.substring(1));
    }

    private static FileChooser chooser(String title) {
        var chooser = new FileChooser();
        chooser.setTitle(title);
        return chooser;
    }
}
