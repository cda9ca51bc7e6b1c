package org.selfsame.app.window.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.selfsame.compare.Side;

/// A path as people write it or copy it: `live/filesystem.squashfs!/etc/motd`, with or without the image before it and
/// the `!` between a container and its content.
///
/// @param address as in [MergedEntry#address], if every `!` is where it belongs
/// @param steps names from the images themselves on; empty if there are none
record WrittenPath(String address, List<String> steps) {

    static WrittenPath of(String written, Compared compared) {
        var path = written.strip();
        for (var side : Side.values()) {
            var image = compared.party(side).name() + "!";
            if (path.startsWith(image)) {
                path = path.substring(image.length() - 1);
            }
        }
        var relative = path.replaceFirst("^!?/*", "");
        return new WrittenPath(path.startsWith("!") ? path : "!/" + relative,
                Arrays.stream(relative.split("/")).filter(step -> !step.isEmpty()).toList());
    }

    /// Where a step leads.
    ///
    /// @param rest the steps that follow
    record Next(MergedEntry entry, List<String> rest) {}

    /// Where the first of `steps` leads from a place, as far as that is known. A `!` in it may be part of a name, the
    /// end of a container's name, or stand before the name of a view.
    static Optional<Next> next(MergedEntry from, List<String> steps) {
        var step = steps.getFirst();
        var rest = steps.subList(1, steps.size());
        int bang = step.lastIndexOf('!');
        return from.child(step).map(it -> new Next(it, rest)).or(() -> bang < 1
                ? Optional.empty()
                : from.child(step.substring(0, bang)).map(it -> new Next(it, view(step.substring(bang + 1), rest))));
    }

    private static List<String> view(String name, List<String> rest) {
        return name.isEmpty() ? rest : Stream.concat(Stream.of(name), rest.stream()).toList();
    }
}
