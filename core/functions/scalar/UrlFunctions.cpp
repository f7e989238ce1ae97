#include "core/functions/Families.h"
#include "core/functions/FunctionRegistry.h"
#include "core/functions/Kernels.h"
#include "core/functions/Uri.h"

#include <string>

namespace weir::functions {

namespace {

using Text = std::string_view;

/// Returns one part of a URI, decoded; a text that is no URI is an error.
template <auto Part> std::optional<Text> decodedPart(RowContext &context, Text text)
{
    const std::optional<Uri> uri = Uri::parse(text);
    if (!uri) {
        return context.fail();
    }
    const std::optional<Text> part = (*uri).*Part;
    return part ? std::optional(context.text(percentDecoded(*part))) : std::nullopt;
}

template <auto Part> std::optional<Text> plainPart(RowContext &context, Text text)
{
    const std::optional<Uri> uri = Uri::parse(text);
    return uri ? (*uri).*Part : context.fail();
}

std::optional<std::int32_t> portOf(RowContext &context, Text text)
{
    const std::optional<Uri> uri = Uri::parse(text);
    return uri ? uri->port : context.fail();
}

/// Returns the value of a parameter of the query, "" for one without a value.
std::optional<Text> parameterOf(RowContext &context, Text text, Text name)
{
    const std::optional<Uri> uri = Uri::parse(text);
    if (!uri) {
        return context.fail();
    }
    const std::string query = percentDecoded(uri->query.value_or(Text()));
    for (Text rest = query; !rest.empty();) {
        const std::size_t end = std::min(rest.find('&'), rest.size());
        const Text parameter = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const std::size_t equal = std::min(parameter.find('='), parameter.size());
        if (parameter.substr(0, equal) == name) {
            return context.text(parameter.substr(std::min(equal + 1, parameter.size())));
        }
    }
    return std::nullopt;
}

std::optional<Text> decodeParameter(RowContext &context, Text text)
{
    const std::optional<std::string> decoded = formDecoded(text);
    if (!decoded) {
        return context.fail();
    }
    return context.text(*decoded);
}

} // namespace

void addUrlFunctions(FunctionRegistry &registry)
{
    registry.beginFamily("url");
    registry.add("URL_EXTRACT_PROTOCOL(STRING) -> STRING",
                 mapRows<Text, Text>(&plainPart<&Uri::scheme>), "Returns the protocol of a URL.");
    registry.add("URL_EXTRACT_HOST(STRING) -> STRING", mapRows<Text, Text>(&plainPart<&Uri::host>),
                 "Returns the host of a URL.");
    registry.add("URL_EXTRACT_PORT(STRING) -> INTEGER", mapRows<std::int32_t, Text>(portOf),
                 "Returns the port of a URL, null where none is written.");
    registry.add("URL_EXTRACT_PATH(STRING) -> STRING",
                 mapRows<Text, Text>(&decodedPart<&Uri::path>), "Returns the path of a URL.");
    registry.add("URL_EXTRACT_QUERY(STRING) -> STRING",
                 mapRows<Text, Text>(&decodedPart<&Uri::query>),
                 "Returns all parameters of a URL, decoded.");
    registry.add("URL_EXTRACT_FRAGMENT(STRING) -> STRING",
                 mapRows<Text, Text>(&decodedPart<&Uri::fragment>),
                 "Returns what stands behind the # of a URL, decoded.");
    registry.add("URL_EXTRACT_PARAMETER(STRING, STRING) -> STRING",
                 mapRows<Text, Text, Text>(parameterOf),
                 "Returns the value of a parameter of a URL, decoded.");
    registry.add("URL_ENCODE_PARAM(STRING) -> STRING",
                 mapRows<Text, Text>([](RowContext &context, Text text) {
                     return context.text(formEncoded(text));
                 }),
                 "Encodes a text to be a parameter of a URL.");
    registry.add("URL_DECODE_PARAM(STRING) -> STRING", mapRows<Text, Text>(decodeParameter),
                 "Decodes a parameter of a URL.");
}

} // namespace weir::functions
