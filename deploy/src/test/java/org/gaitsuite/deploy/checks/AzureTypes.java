package org.gaitsuite.deploy.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** The types of Azure's resources for {@code check-bicep}: those it brings along, and {@code azure-types.json} for what it lacks. */
final class AzureTypes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int REQUIRED = 1;

    private AzureTypes() {}

    /** Fills the folder with all of them, in place of what it held. */
    static Path gathered(Path brought, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Path former : tablesIn(folder)) {
            Files.delete(former);
        }
        for (Path table : tablesIn(brought)) {
            Files.copy(table, folder.resolve(table.getFileName()));
        }
        try (InputStream own = AzureTypes.class.getResourceAsStream("/azure-types.json");
                OutputStream packed = new GZIPOutputStream(Files.newOutputStream(folder.resolve("own.json.gz")))) {
            JSON.writeValue(packed, tableOf(JSON.readTree(own).get("types")));
        }
        return folder;
    }

    private static ArrayNode tableOf(JsonNode types) {
        ArrayNode table = JSON.createArrayNode();
        types.fields().forEachRemaining(type -> {
            ObjectNode body = ((ObjectNode) type.getValue()).put("name!", "string");
            ObjectNode entry =
                    JSON.createObjectNode().put("$type", "ResourceType").put("name", type.getKey());
            entry.set("body", reference(add(table, body)));
            table.add(entry);
        });
        return table;
    }

    /** Adds a type, after those it is made of, and says where it stands. */
    private static int add(ArrayNode table, JsonNode type) {
        ObjectNode entry = JSON.createObjectNode();
        if (type.isArray()) {
            entry.put("$type", "ArrayType").set("itemType", reference(add(table, type.get(0))));
        } else if (type.isObject()) {
            entry.put("$type", "ObjectType");
            ObjectNode properties = entry.putObject("properties");
            type.fields().forEachRemaining(property -> {
                JsonNode at = reference(add(table, property.getValue()));
                if (property.getKey().equals("*")) {
                    entry.set("additionalProperties", at);
                } else {
                    boolean required = property.getKey().endsWith("!");
                    properties
                            .putObject(property.getKey().replace("!", ""))
                            .put("flags", required ? REQUIRED : 0)
                            .set("type", at);
                }
            });
        } else {
            plain(table, entry, type.asText());
        }
        table.add(entry);
        return table.size() - 1;
    }

    private static void plain(ArrayNode table, ObjectNode entry, String name) {
        switch (name) {
            case "string" -> entry.put("$type", "StringType");
            case "integer" -> entry.put("$type", "IntegerType");
            case "boolean" -> entry.put("$type", "BooleanType");
            case "any" -> entry.put("$type", "AnyType");
            default -> {
                ArrayNode elements = entry.put("$type", "UnionType").putArray("elements");
                for (String value : name.split("\\|")) {
                    table.addObject().put("$type", "StringLiteralType").put("value", value);
                    elements.add(reference(table.size() - 1));
                }
            }
        }
    }

    private static ObjectNode reference(int index) {
        return JSON.createObjectNode().put("$ref", "#/" + index);
    }

    private static List<Path> tablesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json.gz")).toList();
        }
    }
}
