package org.selfsame.app.window;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.selfsame.app.window.desktop.Desktop;

/// A desktop whose user has answered every question in advance, and that remembers what it was asked.
public final class FakeDesktop implements Desktop {
    public List<Path> chosen = List.of();
    public Optional<Path> target = Optional.empty();
    public Optional<Path> directory = Optional.empty();
    public String suggestedName = "";
    public final List<String> browsed = new ArrayList<>();
    public final List<String> copied = new ArrayList<>();

    @Override
    public List<Path> chooseFiles(String title) {
        return chosen;
    }

    @Override
    public Optional<Path> chooseFile(String title) {
        return chosen.stream().findFirst();
    }

    @Override
    public Optional<Path> chooseDirectory(String title) {
        return directory;
    }

    @Override
    public Optional<Path> chooseTarget(String title, String name, List<Kind> kinds) {
        suggestedName = name;
        return target;
    }

    @Override
    public void browse(String address) {
        browsed.add(address);
    }

    @Override
    public void copy(String text) {
        copied.add(text);
    }
}
