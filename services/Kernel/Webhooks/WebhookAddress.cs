using Kernel.Http;

namespace Kernel.Webhooks;

/// <summary>
/// Judges the address of a receiver: https, a name of a public host, a usual port. What the name leads to is judged at each connection.
/// </summary>
internal static class WebhookAddress
{
    /// <summary>The ports that receivers may have.</summary>
    public static readonly int[] Ports = [443, 8443];

    private const string Https = "https";

    // Names of the local machine and of private networks (RFC 2606, RFC 6761, RFC 6762, RFC 8375, ICANN's .internal).
    private static readonly string[] Private =
        ["localhost", "local", "localdomain", "internal", "intranet", "private", "corp", "home", "lan", "arpa", "onion"];

    /// <summary>Why an address is refused, and one that passes.</summary>
    /// <param name="Address">The address, without its query.</param>
    /// <param name="Why">What is wrong with it.</param>
    /// <param name="Change">An address that passes, if it is the receiver's.</param>
    public sealed record Fault(string Address, Wording Why, string Change);

    /// <summary>Reads an address into its canonical form.</summary>
    /// <param name="text">What the caller sent.</param>
    /// <param name="allowLocal">Whether the operator allows receivers on this machine.</param>
    /// <param name="fault">What is wrong, if it gives null.</param>
    public static Uri? Read(string text, bool allowLocal, out Fault? fault)
    {
        fault = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.IdnHost.Length == 0 || uri.Scheme is not (Https or "http"))
        {
            fault = new Fault(text.Split('?')[0], "The address must be absolute, and use https.", "https://hooks.example.org/platform");
            return null;
        }
        if (WhyNot(uri, allowLocal) is not { } why) return uri;
        fault = new Fault($"{uri.Scheme}://{uri.IdnHost}:{uri.Port}{uri.AbsolutePath}", why, Mend(uri));
        return null;
    }

    private static Wording? WhyNot(Uri uri, bool allowLocal)
    {
        if (uri.UserInfo.Length > 0) return "The address has a user name. Leave it out: the signature proves who sends a request.";
        if (uri.Fragment.Length > 0) return "The address has a fragment, and no request carries one. Leave it out.";
        if (allowLocal) return null;
        if (uri.Scheme != Https) return "The address must use https.";
        if (!Ports.Contains(uri.Port)) return Wording.Of($"The port is {uri.Port}. It must be {Ports[0]} or {Ports[1]}.");
        return IsPublicName(uri) ? null : "The address does not name a public host. Send the host's public domain name.";
    }

    // Numbers in any form are addresses to some resolver, so the last label is a word: also of 127.1, 0x7f.1 and [::1].
    private static bool IsPublicName(Uri uri)
    {
        if (uri.HostNameType != UriHostNameType.Dns || Uri.CheckHostName(uri.IdnHost) != UriHostNameType.Dns) return false;
        var labels = uri.IdnHost.TrimEnd('.').Split('.');
        var last = labels[^1].ToLowerInvariant();
        return labels.Length > 1 && !char.IsAsciiDigit(last[0]) && !Private.Contains(last);
    }

    private static string Mend(Uri uri)
    {
        var host = IsPublicName(uri) ? uri.IdnHost : "hooks.example.org";
        return $"https://{host}{(uri.Port == Ports[1] ? $":{uri.Port}" : "")}{uri.AbsolutePath}";
    }
}
