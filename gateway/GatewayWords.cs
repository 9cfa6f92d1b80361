using Kernel.Document;

namespace Gateway;

/// <summary>What the gateway's own OpenAPI document says of tags, and of parameters by their names.</summary>
internal static class GatewayWords
{
    /// <param name="services">The services behind the gateway, whose names are the scopes.</param>
    public static DocumentWords Of(IReadOnlyList<string> services) => new(typeof(GatewayWords).Assembly)
    {
        Scopes = services,
        Tags = new Dictionary<string, string>
        {
            ["Access"] = "What a token allows.",
            ["Rules"] = "The rules behind refusals, in English and Chinese.",
            ["Pages"] = "Pages for persons with a browser.",
        },
        Parameters = new Dictionary<string, string>
        {
            ["number"] = "The number of the rule, such as `D29`.",
            ["token"] = "The secret of the link, or the number of the certificate as it is printed.",
            ["id"] = "The id of the thing that the page shows.",
            ["service"] = "The service that has the import, as paths name it.",
        },
    };
}
