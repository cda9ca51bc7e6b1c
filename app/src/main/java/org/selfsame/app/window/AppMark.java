package org.selfsame.app.window;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import javafx.scene.Group;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.Shape;
import javafx.scene.transform.Scale;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/// The mark of the program, drawn from its icon, icons/selfsame.svg: that holds circles and paths with a colour, and
/// nothing else.
final class AppMark extends Group {
    static final String ICON = "selfsame.svg";
    /// Pixels; the icon without its margin is as wide.
    static final double WIDTH = 22;
    private static final double ICON_WIDTH = 116;

    AppMark() {
        var drawing = new Group();
        var children = icon().getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element element && element.hasAttribute("fill")) {
                drawing.getChildren().add(shape(element));
            }
        }
        drawing.getTransforms().add(new Scale(WIDTH / ICON_WIDTH, WIDTH / ICON_WIDTH));
        getChildren().add(drawing);
    }

    private static Shape shape(Element element) {
        var shape = switch (element.getTagName()) {
            case "circle" -> new Circle(number(element, "cx"), number(element, "cy"), number(element, "r"));
            case "path" -> path(element.getAttribute("d"));
            default -> throw new IllegalStateException(element.getTagName() + " in " + ICON);
        };
        shape.setFill(Color.web(element.getAttribute("fill")));
        return shape;
    }

    private static SVGPath path(String content) {
        var path = new SVGPath();
        path.setContent(content);
        return path;
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    private static Element icon() {
        try (var in = Objects.requireNonNull(AppMark.class.getResourceAsStream(ICON), ICON)) {
            var factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return factory.newDocumentBuilder().parse(in).getDocumentElement();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParserConfigurationException | SAXException e) {
            // the program is damaged
            throw new IllegalStateException(e);
        }
    }
}
