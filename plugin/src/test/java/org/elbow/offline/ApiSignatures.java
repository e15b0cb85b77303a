package org.elbow.offline;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The accessible signatures of classes, as the JDK's javap prints them. */
final class ApiSignatures {

    /** A class: its modifiers and type parameters, its direct super types without type arguments, its members. */
    record Type(String name, String declaration, Set<String> superTypes, Set<Member> members) {

        boolean isPublic() {
            return declaration.startsWith("public ");
        }

        /** Whether the compiler made the member, to stand in for another of the same name. Needs the class on the class path. */
        boolean isBridge(final Member member) {
            try {
                return Stream.of(Class.forName(name, false, getClass().getClassLoader()).getDeclaredMethods())
                    .filter(Method::isSynthetic).anyMatch(m -> member.signature().endsWith(" " + call(m)));
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }

        private static String call(final Method method) {
            return javap(method.getReturnType()) + " " + method.getName() + Stream.of(method.getParameterTypes()).map(Type::javap)
                .collect(Collectors.joining(", ", "(", ")"));
        }

        private static String javap(final Class<?> type) {
            return type.isArray() ? javap(type.getComponentType()) + "[]" : type.getName();
        }
    }

    /** A member: all before its exceptions, and those. */
    record Member(String signature, Set<String> exceptions) {

        /** The name, of a method or constructor. */
        String name() {
            return signature.replaceAll("\\(.*", "").replaceAll(".* ", "");
        }

        boolean isAbstract() {
            return signature.contains(" abstract ");
        }

        /** The member without the exceptions that nobody can declare who knows no other classes than these. */
        Member within(final ApiSignatures known) {
            return new Member(signature, exceptions.stream().filter(e -> OF_THE_JDK.matcher(e).matches() || known.get(e) != null)
                .collect(Collectors.toSet()));
        }

        @Override
        public String toString() {
            return exceptions.isEmpty() ? signature : signature + " throws " + String.join(", ", new TreeSet<>(exceptions));
        }
    }

    private static final Pattern HEADER =
        Pattern.compile("((?:\\w[\\w-]* )*(?:class|interface)) ([\\w.$]+)(<.*?>)?(?: extends (.*?))?(?: implements (.*?))? ?\\{");

    private static final Pattern OF_THE_JDK = Pattern.compile("java\\..*|javax\\..*|org\\.xml\\.sax\\..*|\\w+");

    private final Map<String, Type> types = new LinkedHashMap<>();

    private ApiSignatures(final Stream<String> lines) {
        List<String> block = null;
        for (final var line : (Iterable<String>)lines::iterator) {
            if (block == null && line.endsWith("{") || block != null && !line.startsWith(" ") && line.endsWith("{")) {
                block = new ArrayList<>(List.of(line));
            } else if (block != null && line.equals("}")) {
                final var type = parse(block);
                types.put(type.name(), type);
                block = null;
            } else if (block != null && !line.isBlank()) {
                block.add(line);
            }
        }
    }

    static ApiSignatures of(final String text) {
        return new ApiSignatures(text.lines());
    }

    /** The signatures of the classes that stand in the same folder or archive as the given one. */
    static ApiSignatures ofClassesBeside(final Class<?> type, final String packagePrefix) throws IOException {
        final var names = classNames(type, packagePrefix);
        final var javap = ToolProvider.findFirst("javap").orElseThrow();
        final var out = new StringWriter();
        final var arguments = Stream.concat(Stream.of("-protected", "-classpath", location(type).toString()), names.stream());
        final var status = javap.run(new PrintWriter(out), new PrintWriter(out), arguments.toArray(String[]::new));
        if (status != 0) {
            throw new IOException("javap failed: " + out);
        }
        return of(out.toString());
    }

    private static Path location(final Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> classNames(final Class<?> type, final String packagePrefix) throws IOException {
        final var location = location(type);
        if (Files.isDirectory(location)) {
            return classNames(location, packagePrefix);
        }
        try (FileSystem archive = FileSystems.newFileSystem(URI.create("jar:" + location.toUri()), Map.of())) {
            return classNames(archive.getPath("/"), packagePrefix);
        }
    }

    private static List<String> classNames(final Path root, final String packagePrefix) {
        try (var files = Files.walk(root)) {
            return files.filter(f -> f.toString().endsWith(".class"))
                .map(f -> root.relativize(f).toString().replaceAll("\\.class$", "").replaceAll("[/\\\\]", "."))
                .filter(n -> n.startsWith(packagePrefix)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Type parse(final List<String> block) {
        final var header = HEADER.matcher(erased(block.get(0)).replace("sealed ", ""));
        if (!header.matches()) {
            throw new IllegalArgumentException("Not the head of a class: " + block.get(0));
        }
        final var superTypes = new TreeSet<String>();
        for (final var list : Arrays.asList(header.group(4), header.group(5))) {
            if (list != null) {
                superTypes.addAll(List.of(list.split(", ?")));
            }
        }
        final var name = header.group(2);
        final var members = block.stream().skip(1).map(line -> member(line.strip())).collect(Collectors.toCollection(LinkedHashSet::new));
        return new Type(name, header.group(1) + " " + name + typeParameters(block.get(0), name), superTypes, members);
    }

    private static String typeParameters(final String header, final String name) {
        final var start = header.indexOf(name) + name.length();
        if (header.charAt(start) != '<') {
            return "";
        }
        int depth = 0;
        int end = start;
        do {
            depth += header.charAt(end) == '<' ? 1 : header.charAt(end) == '>' ? -1 : 0;
            end++;
        } while (depth > 0);
        return header.substring(start, end);
    }

    /** Takes type arguments away. */
    private static String erased(final String text) {
        var before = text;
        var after = text.replaceAll("<[^<>]*>", "");
        while (!after.equals(before)) {
            before = after;
            after = after.replaceAll("<[^<>]*>", "");
        }
        return after;
    }

    /** Whether a method locks its object is nobody else's business. */
    private static Member member(final String line) {
        final var parts = line.replaceAll(";$", "").replace("synchronized ", "").split(" throws ");
        return new Member(parts[0], parts.length == 1 ? Set.of() : Set.of(parts[1].split(", ?")));
    }

    Type get(final String name) {
        return types.get(name);
    }

    /** The public classes whose enclosing classes are public too. */
    List<Type> accessible() {
        return types.values().stream().filter(t -> enclosing(t.name()).allMatch(n -> !types.containsKey(n) || types.get(n).isPublic()))
            .toList();
    }

    private static Stream<String> enclosing(final String name) {
        return Stream.iterate(name, n -> n != null, n -> n.contains("$") ? n.substring(0, n.lastIndexOf('$')) : null);
    }

    /** All super types that the signatures know of, direct or not. */
    Set<String> allSuperTypes(final String name) {
        final var all = new TreeSet<String>();
        collect(name, all);
        return all;
    }

    private void collect(final String name, final Set<String> all) {
        final var type = types.get(name);
        if (type != null) {
            type.superTypes().stream().filter(all::add).toList().forEach(s -> collect(s, all));
        }
    }
}
