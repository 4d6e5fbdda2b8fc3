package io.wetoken.spark;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A page that needs nothing else, no script and no network: text, tables, and the parts of plots. */
final class HtmlPage {
    private static final String STYLE =
            "body{font:16px/1.5 system-ui,sans-serif;color:#222;max-width:60rem;margin:2rem auto;padding:0 1rem}"
                    + "table{border-collapse:collapse;font-size:.85rem}th,td{padding:.2rem .7rem;border-bottom:1px solid #ddd;text-align:right}"
                    + "th:first-child,td:first-child{text-align:left}svg{width:100%;height:auto}svg text{font:12px system-ui,sans-serif;fill:#333}";

    private final XMLStreamWriter out;

    private HtmlPage(XMLStreamWriter out) {
        this.out = out;
    }

    /** What stands below the title. */
    interface Body {
        void write(HtmlPage page) throws XMLStreamException;
    }

    static String of(String title, Body body) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            HtmlPage page = new HtmlPage(out);
            page.open("html", "lang", "en");
            page.open("head");
            out.writeEmptyElement("meta");
            out.writeAttribute("charset", "utf-8");
            page.element("title", title);
            page.element("style", STYLE);
            page.close();
            page.open("body");
            page.element("h1", title);
            body.write(page);
            page.close();
            page.close();
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("Text cannot be written into memory", e);
        }
        return "<!doctype html>\n" + text;
    }

    void table(List<String> heads, List<List<String>> rows) throws XMLStreamException {
        open("table");
        row("th", heads);
        for (List<String> row : rows) {
            row("td", row);
        }
        close();
    }

    private void row(String cell, List<String> texts) throws XMLStreamException {
        open("tr");
        for (String text : texts) {
            element(cell, text);
        }
        close();
    }

    /** Begins a plot of so many units; {@link #close} ends it. */
    void plot(int width, int height, String label) throws XMLStreamException {
        open("svg", "viewBox", "0 0 " + width + " " + height, "role", "img", "aria-label", label);
    }

    void line(double x1, double y1, double x2, double y2, String colour) throws XMLStreamException {
        open(
                "line",
                "x1",
                number(x1),
                "y1",
                number(y1),
                "x2",
                number(x2),
                "y2",
                number(y2),
                "stroke",
                colour,
                "stroke-width",
                "2");
        close();
    }

    void dot(double x, double y, String colour) throws XMLStreamException {
        open("circle", "cx", number(x), "cy", number(y), "r", "4", "fill", colour);
        close();
    }

    void label(String text, double x, double y, String anchor) throws XMLStreamException {
        open("text", "x", number(x), "y", number(y), "text-anchor", anchor);
        out.writeCharacters(text);
        close();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    void element(String name, String text) throws XMLStreamException {
        open(name);
        out.writeCharacters(text);
        close();
    }

    /** @param attributes names and values in turn */
    private void open(String name, String... attributes) throws XMLStreamException {
        out.writeStartElement(name);
        for (int i = 0; i < attributes.length; i += 2) {
            out.writeAttribute(attributes[i], attributes[i + 1]);
        }
    }

    void close() throws XMLStreamException {
        out.writeEndElement();
    }
}
