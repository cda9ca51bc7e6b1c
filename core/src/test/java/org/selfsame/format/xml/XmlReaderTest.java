package org.selfsame.format.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.testing.Allocations;
import org.selfsame.testing.Opened;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Region;

/// Documents, and texts that are none. The parser of the JDK is the judge.
class XmlReaderTest {
    private static final String DOCUMENT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE list [ <!ENTITY deep "> &deep;&deep;"> <!-- ]> ' --> ]>
            <list>
              <!-- made on Monday -->
              <item id="first" when='2024 > 2023'>text &lt;&deep;<br/> and <![CDATA[<more>]]></item>
              <p>one</p>
              <p>two</p>
              <empty/>
            </list>
            """;

    @Test
    void namesElementsAttributesAndTexts() throws IOException {
        var opened = open(DOCUMENT).sound();
        assertThat(opened.fact("xml.root")).isEqualTo("list");
        assertThat(opened.paths()).containsExactly("list/empty", "list/item first/@id", "list/item first/@when",
                "list/item first/br", "list/item first/text", "list/item first/text 2", "list/p", "list/p 2");
        assertThat(opened.text("list/item first/@when")).isEqualTo("2024 > 2023");
        assertThat(opened.text("list/item first/text")).isEqualTo("text &lt;&deep;");
        assertThat(opened.text("list/item first/text 2")).isEqualTo(" and <![CDATA[<more>]]>");
        assertThat(opened.text("list/p 2")).isEqualTo("two");
        assertThat(opened.field("comment")).isEqualTo("<!-- made on Monday -->");
    }

    @Test
    void countsAsTheParserOfTheJdkDoes() throws IOException, XMLStreamException {
        var file = Tool.requireFile("/usr/share/mime/packages/freedesktop.org.xml", "shared-mime-info");
        var opened = Opened.of(new XmlFormat(), file).sound();
        int elements = 0;
        int attributes = 0;
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try (var in = Files.newInputStream(file)) {
            var parser = factory.createXMLStreamReader(in);
            while (parser.hasNext()) {
                if (parser.next() == XMLStreamConstants.START_ELEMENT) {
                    elements++;
                    attributes += parser.getAttributeCount() + parser.getNamespaceCount();
                }
            }
        }
        assertThat(opened.regions("start tag").size() + opened.regions("empty tag").size()).isEqualTo(elements);
        assertThat(opened.paths().stream().filter(path -> path.contains("/@")).count()).isEqualTo(attributes);
        assertThat(opened.paths()).contains("mime-info/mime-type/@type");
    }

    /// An entry that were a document with one such entry would be gone into for ever.
    @Test
    void hasNoEntryThatIsADocument() throws IOException {
        var opened = open(DOCUMENT.replace("one", "&lt;a>b&lt;/a>").replace("two", "<![CDATA[<a>b</a>]]>"));
        for (var path : opened.paths()) {
            assertThat(new XmlFormat().recognizes(new BytesContent(opened.bytes(path)))).as(path).isFalse();
        }
    }

    @Test
    void keepsWhatComesBeforeTheDamage() throws IOException {
        var opened = open("<a>" + "<b>text</b>".repeat(10_000) + "</c>");
        assertThat(opened.anomalies()).containsExactly("xml.damaged");
        assertThat(opened.paths()).hasSize(10_000);
    }

    @Test
    void doesNotNestWithoutEnd() throws IOException {
        assertThat(new XmlFormat().recognizes(content("<a>".repeat(200) + "</a>".repeat(200)))).isTrue();
        assertThat(new XmlFormat().recognizes(content("<a>".repeat(300) + "</a>".repeat(300)))).isFalse();
        var late = open("<a>" + " ".repeat(1 << 16) + "<b>".repeat(1_000_000));
        assertThat(late.anomalies()).containsExactly("xml.damaged");
        assertThat(late.paths()).isEmpty();
    }

    @Test
    void tellsTheRestOfAHugeDocumentAsOneEntry() throws IOException {
        var opened = open("<a>" + "<b x='1'><c/>t</b>".repeat(200_000) + "</a>").sound();
        assertThat(opened.paths()).hasSizeLessThan(400_000).contains("rest of the document", "a/b 2/text");
        assertThat(opened.text("rest of the document")).startsWith("</b><b x='1'>").endsWith("</a>");
    }

    @Test
    void growsWithNoEntity() {
        var bomb = new StringBuilder("<!DOCTYPE a [<!ENTITY e0 \"ha\">");
        for (int i = 1; i < 50; i++) {
            bomb.append("<!ENTITY e").append(i).append(" \"").append(("&e" + (i - 1) + ";").repeat(10)).append("\">");
        }
        bomb.append("<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&e49;&x;</a>");
        assertThat(Allocations.of(() -> {
            try {
                assertThat(open(bomb.toString()).sound().text("a")).isEqualTo("&e49;&x;");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        })).isLessThan(8L << 20);
    }

    @Test
    void tellsAByteOrderMark() throws IOException {
        var opened = open("\ufeff<a>\r\n</a>\r\n").sound();
        assertThat(opened.regions("byte order mark")).extracting(Region::length).isEqualTo(List.of(3L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "<", "<a", "<a>", "<a></b>", "<a/><b/>", "<a/>x", "x<a/>", "<a b/>", "<a b=c/>",
            "<a b='c'd='e'/>", "<a b='c/>", "<a></a b='c'>", "<1/>", "< a/>", "<a><!-- </a>", "<a><![CDATA[ ]]</a>",
            "<a>\u0001</a>", "<a><</a>", "<!DOCTYPE a [ ><a/>", "<!DOCTYPE html><p>one<br>two</p>", "<?xml?>",
            "<!---->",
            "<!DOCTYPE a [ <!-- ", "</a>", "<a b='<'/>"})
    void takesNoOtherTextForADocument(String text) throws IOException {
        assertThat(new XmlFormat().recognizes(content(text))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"<a/>, a", "<a></a>, a", "<a b=\"\"/>, a/@b", "<é>x</é>, é", "<a><b>/</b></a>, a/b",
            "<a id='x/y'>t</a>, a x%2Fy/@id"})
    void readsSmallDocuments(String text, String path) throws IOException {
        assertThat(open(text).sound().paths()).contains(path);
    }

    private static BytesContent content(String text) {
        return new BytesContent(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Opened open(String text) throws IOException {
        return Opened.of(new XmlFormat(), text.getBytes(StandardCharsets.UTF_8));
    }
}
