using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Kernel.Changes;

/// <summary>How far a reader has come. Callers keep it and do not look into it.</summary>
/// <param name="Epoch">The feed that it is of; a restored or another database has another one.</param>
/// <param name="Position">The last position that was read.</param>
/// <param name="Until">In a snapshot: the position of its beginning, where following goes on. Null when following.</param>
internal sealed record ChangeCursor(string Epoch, long Position, long? Until)
{
    public override string ToString() => WebEncoders.Base64UrlEncode(Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"{Epoch}.{Position}{(Until is { } until ? "." : "")}{Until}")));

    /// <summary>The position from which each later change must be there.</summary>
    public long Goal => Until ?? Position;

    /// <summary>The cursor that a caller sends; null if it is none of this feed.</summary>
    public static ChangeCursor? Of(string after, ChangeReader.Feed feed) => after == ChangeProblems.Start
        ? new ChangeCursor(feed.Epoch, 0, feed.Position)
        : Parse(after) is { } cursor && cursor.Epoch == feed.Epoch && Math.Max(cursor.Position, cursor.Goal) <= feed.Position
            ? cursor
            : null;

    private static ChangeCursor? Parse(string text)
    {
        try
        {
            var parts = Encoding.ASCII.GetString(WebEncoders.Base64UrlDecode(text)).Split('.');
            var numbers = parts.Skip(1)
                .Select(part => long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1)
                .ToList();
            return parts is [{ Length: > 0 } epoch, ..] && numbers is [>= 0] or [>= 0, >= 0]
                ? new ChangeCursor(epoch, numbers[0], numbers.Count > 1 ? numbers[1] : null)
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
