namespace Gateway.Portal.Agreements;

/// <summary>Two texts compared clause by clause. A clause is a line, or a sentence if the text has one line only.</summary>
public static class Clauses
{
    /// <summary>The clauses of a text.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        const StringSplitOptions trimmed = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        var lines = text.ReplaceLineEndings("\n").Split('\n', trimmed);
        return lines.Length > 1 ? lines : [.. text.Replace("。", "。\n").Replace(". ", ".\n").Split('\n', trimmed)];
    }

    /// <summary>What was kept, taken out and put in, in the order of reading.</summary>
    public static IReadOnlyList<Clause> Compare(string before, string after)
    {
        var (left, right) = (Of(before), Of(after));
        var common = Common(left, right);
        List<Clause> all = [];
        var (i, j) = (0, 0);
        while (i < left.Count || j < right.Count)
        {
            if (i < left.Count && j < right.Count && left[i] == right[j])
            {
                all.Add(new(ClauseKind.Kept, left[i]));
                (i, j) = (i + 1, j + 1);
            }
            else if (i < left.Count && (j == right.Count || common[i + 1, j] >= common[i, j + 1]))
            {
                all.Add(new(ClauseKind.TakenOut, left[i++]));
            }
            else all.Add(new(ClauseKind.PutIn, right[j++]));
        }
        return all;
    }

    // The length of the longest common part of what follows each pair of places.
    private static int[,] Common(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        var length = new int[left.Count + 1, right.Count + 1];
        for (var i = left.Count - 1; i >= 0; i--)
        {
            for (var j = right.Count - 1; j >= 0; j--)
            {
                length[i, j] = left[i] == right[j] ? length[i + 1, j + 1] + 1 : Math.Max(length[i + 1, j], length[i, j + 1]);
            }
        }
        return length;
    }
}

/// <summary>A clause of a comparison.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Text">Its words.</param>
public sealed record Clause(ClauseKind Kind, string Text);

/// <summary>What became of a clause.</summary>
public enum ClauseKind
{
    /// <summary>It is in both texts.</summary>
    Kept,

    /// <summary>It is in the former text alone.</summary>
    TakenOut,

    /// <summary>It is in the later text alone.</summary>
    PutIn,
}
