package org.selfsame.app.window;

import java.io.File;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javafx.scene.input.DataFormat;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;

/// What is dragged. Only a desktop can make a [Dragboard]; here is one over a clipboard of ours.
final class Drags {
    private Drags() {}

    /// A board with these files, or with a text if there are none.
    static Dragboard board(Path... paths) {
        List<File> files = Stream.of(paths).map(Path::toFile).toList();
        var format = files.isEmpty() ? DataFormat.PLAIN_TEXT : DataFormat.FILES;
        try {
            var clipboard = Class.forName("com.sun.javafx.tk.TKClipboard");
            var peer = Proxy.newProxyInstance(clipboard.getClassLoader(), new Class<?>[]{clipboard},
                    (_, method, arguments) -> switch (method.getName()) {
                        case "getContentTypes" -> Set.of(format);
                        case "getTransferModes" -> Set.of(TransferMode.COPY);
                        case "hasContent" -> format.equals(arguments[0]);
                        case "getContent" -> !format.equals(arguments[0]) ? null : files.isEmpty() ? "text" : files;
                        default -> null;
                    });
            var made = Dragboard.class.getDeclaredConstructor(clipboard);
            made.setAccessible(true);
            return made.newInstance(peer);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("JavaFX has another Dragboard", e);
        }
    }
}
