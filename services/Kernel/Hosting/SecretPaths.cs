using System.Diagnostics;
using System.Text.RegularExpressions;
using OpenTelemetry;

namespace Kernel.Hosting;

/// <summary>
/// Keeps secrets that are part of a path out of traces: a segment of 43 characters is how 256 random bits are written (base64url), which nothing else that paths hold is as long as.
/// What is sent and received says <c>{token}</c> in its place, at the gateway and at the service.
/// </summary>
internal sealed class SecretPaths : BaseProcessor<Activity>
{
    private static readonly Regex Secret = new("(?<=/)[A-Za-z0-9_-]{43}(?=$|[/?#])", RegexOptions.CultureInvariant);

    public override void OnEnd(Activity data)
    {
        foreach (var (name, value) in data.TagObjects.Where(tag => tag.Value is string text && Secret.IsMatch(text)).ToList()) data.SetTag(name, Hide((string)value!));
        if (Secret.IsMatch(data.DisplayName)) data.DisplayName = Hide(data.DisplayName);
    }

    private static string Hide(string text) => Secret.Replace(text, "{token}");
}
