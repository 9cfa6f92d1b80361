using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Kernel.Http;

/// <summary>A place in a list: behind one of its rows. It is opaque to clients.</summary>
/// <param name="Seq">The row's sequence number.</param>
/// <param name="Order">The name of the list's order.</param>
/// <param name="Key">The row's key in that order; null in the order of recording.</param>
internal sealed record ListCursor(long Seq, string Order, string? Key)
{
    /// <exception cref="FormatException">It is from no list.</exception>
    /// <exception cref="OverflowException">The same.</exception>
    public static ListCursor Read(string text)
    {
        var parts = Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(text)).Split(' ', 3);
        return new ListCursor(
            long.Parse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture),
            parts.ElementAtOrDefault(1) ?? ListOrder.Recorded.Name,
            parts.ElementAtOrDefault(2));
    }

    public override string ToString() => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(string.Join(
        ' ', ((string?[])[$"{Seq}", Order == ListOrder.Recorded.Name ? null : Order, Key]).OfType<string>())));
}
