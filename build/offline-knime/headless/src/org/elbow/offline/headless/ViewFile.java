package org.elbow.offline.headless;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.elbow.offline.ui.Json;
import org.elbow.offline.ui.ViewContent;
import org.knime.core.webui.page.Page;
import org.knime.core.webui.page.Resource;

/** Makes one HTML file of a view, which shows its data in a browser without KNIME. */
final class ViewFile {

    private static final Pattern SCRIPT =
        Pattern.compile("<script\\b([^>]*?)\\bsrc=[\"']([^\"']+)[\"']([^>]*)>\\s*</script>", Pattern.CASE_INSENSITIVE);
    private static final Pattern LINKED =
        Pattern.compile("\\b(src|href)=[\"'](?!data:|https?:|#)([^\"']+)[\"']", Pattern.CASE_INSENSITIVE);

    private static final List<Pattern> PLACES = List.of(Pattern.compile("<head\\b[^>]*>", Pattern.CASE_INSENSITIVE),
        Pattern.compile("<html\\b[^>]*>", Pattern.CASE_INSENSITIVE),
        Pattern.compile("<!doctype[^>]*>", Pattern.CASE_INSENSITIVE));

    private ViewFile() {
    }

    /** The page with everything that it refers to, and with answers to what it will ask. */
    static String html(final ViewContent view) throws IOException {
        final var page = view.page();
        final var html = embedFiles(embedScripts(text(page), page), page);
        final var shim = "<script>\n" + shim(view) + "</script>\n";
        for (final var place : PLACES) { // before any script of the page, but not before the declaration of its type
            final var matcher = place.matcher(html);
            if (matcher.find()) {
                return html.substring(0, matcher.end()) + "\n" + shim + html.substring(matcher.end());
            }
        }
        return shim + html;
    }

    private static String shim(final ViewContent view) throws IOException {
        try (var in = ViewFile.class.getResourceAsStream("view-shim.js")) {
            if (in == null) {
                throw new IOException("The file view-shim.js is missing beside the runner's classes.");
            }
            final var data = view.initialData().map(Json::result).map(Json::write).orElse("null");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("/*initialData*/null", data);
        }
    }

    private static String embedScripts(final String html, final Page page) throws IOException {
        final var result = new StringBuilder();
        final var matcher = SCRIPT.matcher(html);
        while (matcher.find()) {
            final var file = page.getResource(path(matcher.group(2)));
            var replacement = matcher.group();
            if (file.isPresent()) {
                replacement = "<script" + (matcher.group(1) + matcher.group(3)).stripTrailing() + ">\n"
                    + text(file.get()).replace("</script", "<\\/script") + "\n</script>";
            }
            matcher.appendReplacement(result, Matcher.quoteReplacement(replacement));
        }
        return matcher.appendTail(result).toString();
    }

    private static String embedFiles(final String html, final Page page) throws IOException {
        final var result = new StringBuilder();
        final var matcher = LINKED.matcher(html);
        while (matcher.find()) {
            final var file = page.getResource(path(matcher.group(2)));
            final var replacement = file.isPresent()
                ? matcher.group(1) + "=\"data:" + type(file.get()) + ";base64," + base64(file.get()) + "\""
                : matcher.group();
            matcher.appendReplacement(result, Matcher.quoteReplacement(replacement));
        }
        return matcher.appendTail(result).toString();
    }

    private static String path(final String reference) {
        return reference.startsWith("./") ? reference.substring(2) : reference;
    }

    private static String type(final Resource file) {
        return switch (file.getContentType()) {
            case HTML -> "text/html";
            case SHADOW_APP -> "text/javascript";
            case SVG -> "image/svg+xml";
            case PNG -> "image/png";
        };
    }

    private static String text(final Resource file) throws IOException {
        final Charset charset = file.getCharset().orElse(StandardCharsets.UTF_8);
        try (var in = file.getInputStream()) {
            return new String(in.readAllBytes(), charset);
        }
    }

    private static String base64(final Resource file) throws IOException {
        try (var in = file.getInputStream()) {
            return Base64.getEncoder().encodeToString(in.readAllBytes());
        }
    }
}
