package org.gaitsuite.launch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.FunctionPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.tensorflowlite.global.tensorflowlite;

/**
 * Part of the build: loads the libraries that the suite uses from their jars, looks which files the process really holds, and copies those
 * to one folder. What is in the jars beyond that is left out.
 *
 * <p>From the lists of Java types that come with those libraries it writes what a native executable has to know of them. The lists lack
 * that native code makes the types without a constructor, as JNI's AllocObject does, and that JavaCPP makes some by theirs. They are
 * written in the two forms that came before {@code reachability-metadata.json}: with that one every method of a type that is named can
 * be asked for by reflection, which would make the executable carry the descriptions of some 40 000 of them.
 */
final class LibraryCollector {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<Class<?>> USED = List.of(
            avutil.class,
            avcodec.class,
            avformat.class,
            swscale.class,
            opencv_core.class,
            opencv_imgproc.class,
            opencv_imgcodecs.class,
            opencv_dnn.class,
            tensorflowlite.class);

    private LibraryCollector() {}

    /** @param arguments the folder of libraries, which is made anew, and the folder of metadata */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        USED.forEach(Loader::load);
        Path unpacked = Loader.getCacheDir().toPath().toRealPath();
        Set<Path> held = held(unpacked);
        if (held.isEmpty()) {
            throw new IOException("no library was loaded from " + unpacked);
        }
        empty(folder);
        for (Path library : held) {
            Files.copy(library, folder.resolve(library.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        writeMetadata(held, Path.of(arguments[1]));
    }

    private static void writeMetadata(Set<Path> held, Path folder) throws IOException {
        Set<String> types = new TreeSet<>();
        for (Path library : held) {
            String module = library.getFileName().toString().replaceAll("^lib|\\.so.*", "");
            String list = "META-INF/native-image/%s/%s/jni-config.json".formatted(Loader.getPlatform(), module);
            for (URL url :
                    Collections.list(LibraryCollector.class.getClassLoader().getResources(list))) {
                JSON.readTree(url).forEach(type -> types.add(type.path("name").asText()));
            }
        }
        ArrayNode byNativeCode = JSON.createArrayNode();
        ArrayNode byReflection = JSON.createArrayNode();
        for (String type : types) {
            boolean called = isCalledByNativeCode(type);
            byNativeCode
                    .addObject()
                    .put("name", type)
                    .put("allDeclaredConstructors", true)
                    .put("allDeclaredMethods", called)
                    .put("allDeclaredFields", called);
            byReflection
                    .addObject()
                    .put("name", type)
                    .put("unsafeAllocated", true)
                    .put("allDeclaredConstructors", true);
        }
        Files.createDirectories(folder);
        JSON.writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve("jni-config.json").toFile(), byNativeCode);
        JSON.writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve("reflect-config.json").toFile(), byReflection);
    }

    /**
     * The JDK's types and JavaCPP's own, through which it fills all others, and callbacks. To register the methods of all makes the build
     * eat memory.
     */
    private static boolean isCalledByNativeCode(String type) {
        try {
            return !type.startsWith("org.bytedeco.")
                    || type.startsWith("org.bytedeco.javacpp.")
                    || FunctionPointer.class.isAssignableFrom(
                            Class.forName(type, false, LibraryCollector.class.getClassLoader()));
        } catch (ClassNotFoundException | LinkageError e) {
            // Listed, but made for another platform.
            return false;
        }
    }

    /** The files of this process's memory that lie below {@code unpacked}. */
    private static Set<Path> held(Path unpacked) throws IOException {
        try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
            return maps.filter(line -> line.indexOf('/') >= 0)
                    .map(line -> Path.of(line.substring(line.indexOf('/'))))
                    .filter(file -> file.startsWith(unpacked))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static void empty(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> old = Files.list(folder)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
    }
}
