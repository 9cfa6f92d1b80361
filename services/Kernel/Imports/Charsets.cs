using System.Text;

namespace Kernel.Imports;

/// <summary>The charsets of an upload: UTF-8, and what spreadsheets write in China.</summary>
internal static class Charsets
{
    public const string Utf8 = "utf-8";
    public const string Gb18030 = "gb18030";

    /// <summary>The charset of a name in <c>Content-Type</c>; UTF-8 without one, null for an unknown one.</summary>
    public static string? Find(string? name) => name?.ToLowerInvariant() switch
    {
        null or "" or Utf8 or "utf8" => Utf8,
        // Its subsets are named more often than meant.
        Gb18030 or "gbk" or "gb2312" or "cp936" or "x-gbk" => Gb18030,
        _ => null,
    };

    /// <summary>Reads the text. A byte order mark is skipped, and bytes of another charset become U+FFFD.</summary>
    public static StreamReader Read(Stream bytes, string charset) =>
        new(bytes, EncodingOf(charset), detectEncodingFromByteOrderMarks: true);

    private static Encoding EncodingOf(string charset) => charset == Gb18030
        ? CodePagesEncodingProvider.Instance.GetEncoding(
            Gb18030, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD"))!
        : new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
}
