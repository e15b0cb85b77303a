package org.elbow.knime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Puts a view's page together: one HTML document that loads nothing from anywhere. */
public final class ViewPage {

    private ViewPage() {
    }

    /**
     * @param owner a class in whose package the scripts lie, unless they are given with their whole path
     * @param scripts the files of the scripts, the last of which draws the view from its data
     * @return the page
     */
    public static String html(final Class<?> owner, final String... scripts) {
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Elbow</title>
            <style>
            %s</style>
            </head>
            <body>
            <main id="view"></main>
            <script>
            %s</script>
            <script>
            %s</script>
            </body>
            </html>
            """.formatted(read(ViewPage.class, "view.css"), read(ViewPage.class, "view.js"),
            Arrays.stream(scripts).map(script -> read(owner, script)).collect(Collectors.joining("\n")));
    }

    private static String read(final Class<?> owner, final String resource) {
        try (InputStream stream = owner.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("The extension lacks its file " + resource + ". Install it again.");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw new IllegalStateException("The extension's file " + resource + " cannot be read.", e);
        }
    }
}
