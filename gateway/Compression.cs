using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace Gateway;

/// <summary>Replies are compressed with br or gzip for a client that accepts it. The way between gateway and services has none.</summary>
/// <remarks>
/// An ETag names the version of a thing, in any encoding. No reply has a secret beside text of the request, so its length tells nothing.
/// </remarks>
internal static class Compression
{
    private static readonly string[] Texts =
    [
        "application/json", "application/problem+json", "application/cloudevents-batch+json", "application/x-ndjson", "text/csv",
        "text/html", "text/css", "text/plain", "text/markdown", "text/javascript", "application/javascript",
    ];

    public static void AddCompression(this WebApplicationBuilder builder)
    {
        builder.Services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = Texts;
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
        });
        builder.Services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        builder.Services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
    }
}
