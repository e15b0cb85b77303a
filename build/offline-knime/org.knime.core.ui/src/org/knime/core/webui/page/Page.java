package org.knime.core.webui.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.knime.core.node.FluentNodeAPI;

/** A page, made of a main file and the files that it refers to. */
public class Page implements Resource, FluentNodeAPI {

    /** The files that the page refers to, by their paths. */
    protected final Map<String, Resource> m_resources = new LinkedHashMap<>();

    /** Whether all files are the same for all nodes and all times. */
    protected boolean m_isCompletelyStatic;

    private final Resource main;

    /**
     * @param pageResource the main file
     * @param isCompleteStatic whether it is the same for all nodes and all times
     */
    protected Page(final Resource pageResource, final boolean isCompleteStatic) {
        main = pageResource;
        m_isCompletelyStatic = isCompleteStatic;
    }

    /** @return the first step of making a page */
    public static RequireFromFileOrString create() {
        return new RequireFromFileOrString() {

            @Override
            public RequireBundle fromFile() {
                return bundleClass -> basePath -> relativeFilePath -> new FromFilePage(bundleClass, basePath,
                    relativeFilePath);
            }

            @Override
            public RequireRelativePath fromString(final InputStreamSupplier content, final Charset charset) {
                return relativePath -> new Page(new Supplied(content, relativePath, charset), false);
            }

            @Override
            public RequireRelativePath fromString(final StringSupplier content, final Charset charset) {
                return relativePath -> new Page(
                    new Supplied(() -> new ByteArrayInputStream(content.get().getBytes(charset)), relativePath, charset),
                    false);
            }
        };
    }

    /**
     * Adds a file.
     *
     * @param content gives its bytes
     * @param relativePath its path
     * @return this
     */
    public Page addResource(final Supplier<InputStream> content, final String relativePath) {
        return addResource(content, relativePath, null);
    }

    /**
     * Adds a file.
     *
     * @param content gives its bytes
     * @param relativePath its path
     * @param charset the character set, {@code null} if it is not text
     * @return this
     */
    public Page addResource(final Supplier<InputStream> content, final String relativePath, final Charset charset) {
        m_resources.put(relativePath, new Supplied(content, relativePath, charset));
        return this;
    }

    /**
     * Adds a text file.
     *
     * @param content gives its text
     * @param relativePath its path
     * @return this
     */
    public Page addResourceFromString(final Supplier<String> content, final String relativePath) {
        return addResource(() -> new ByteArrayInputStream(content.get().getBytes(StandardCharsets.UTF_8)), relativePath,
            StandardCharsets.UTF_8);
    }

    /**
     * @param relativePath the path of a file
     * @return the file, empty if the page has none there
     */
    public Optional<Resource> getResource(final String relativePath) {
        return Optional.ofNullable(m_resources.get(relativePath));
    }

    @Override
    public String getRelativePath() {
        return main.getRelativePath();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return main.getInputStream();
    }

    @Override
    public boolean isStatic() {
        return main.isStatic();
    }

    /** @return whether all files are the same for all nodes and all times */
    public boolean isCompletelyStatic() {
        return m_isCompletelyStatic;
    }

    @Override
    public ContentType getContentType() {
        return main.getContentType();
    }

    @Override
    public Optional<Charset> getCharset() {
        return main.getCharset();
    }

    /** Where the main file comes from. */
    public interface RequireFromFileOrString {

        /** @return the next step, for a file of a bundle */
        RequireBundle fromFile();

        /**
         * @param content gives its bytes
         * @return the next step
         */
        default RequireRelativePath fromString(final InputStreamSupplier content) {
            return fromString(content, null);
        }

        /**
         * @param content gives its text
         * @return the next step
         */
        default RequireRelativePath fromString(final StringSupplier content) {
            return fromString(content, StandardCharsets.UTF_8);
        }

        /**
         * @param content gives its bytes
         * @param charset the character set
         * @return the next step
         */
        RequireRelativePath fromString(InputStreamSupplier content, Charset charset);

        /**
         * @param content gives its text
         * @param charset the character set
         * @return the next step
         */
        RequireRelativePath fromString(StringSupplier content, Charset charset);
    }

    /** Which bundle the files are in. */
    public interface RequireBundle {

        /**
         * @param clazz a class of the bundle
         * @return the next step
         */
        RequireBasePath bundleClass(Class<?> clazz);
    }

    /** Which folder of the bundle the files are in. */
    public interface RequireBasePath {

        /**
         * @param basePath the folder, from the root of the bundle
         * @return the next step
         */
        RequireRelativeFilePath basePath(String basePath);
    }

    /** Which file is the main one. */
    public interface RequireRelativeFilePath {

        /**
         * @param relativeFilePath the file, from the folder
         * @return the page
         */
        FromFilePage relativeFilePath(String relativeFilePath);
    }

    /** Under which path the main file is known. */
    public interface RequireRelativePath {

        /**
         * @param relativePath the path, ending in .html
         * @return the page
         */
        Page relativePath(String relativePath);
    }

    /** Gives a text. */
    public interface StringSupplier extends Supplier<String> {
    }

    /** Gives bytes. */
    public interface InputStreamSupplier extends Supplier<InputStream> {
    }

    private record Supplied(Supplier<InputStream> content, String path, Charset charset) implements Resource {

        @Override
        public String getRelativePath() {
            return path;
        }

        @Override
        public InputStream getInputStream() {
            return content.get();
        }

        @Override
        public boolean isStatic() {
            return false;
        }

        @Override
        public ContentType getContentType() {
            return ContentType.of(path);
        }

        @Override
        public Optional<Charset> getCharset() {
            return Optional.ofNullable(charset);
        }
    }
}
