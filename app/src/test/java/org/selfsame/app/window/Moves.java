package org.selfsame.app.window;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.selfsame.app.window.verify.VerdictModel;
import org.selfsame.verify.Request;

/// Remembers where a verdict led.
public final class Moves implements VerdictModel.Moves {
    public final List<Request> checked = new ArrayList<>();
    public final List<Request> asked = new ArrayList<>();
    public final List<Path> compared = new ArrayList<>();

    @Override
    public void check(Request request) {
        checked.add(request);
    }

    @Override
    public void choosePublisher(Request request) {
        asked.add(request);
    }

    @Override
    public void compare(Path file) {
        compared.add(file);
    }

    @Override
    public void compare(Path file, Path reference) {
        compared.addAll(List.of(file, reference));
    }
}
