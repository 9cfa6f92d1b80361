namespace Kernel.Changes;

/// <summary>What one organisation, with one role, sees of a thing after a change.</summary>
/// <param name="Organisation">Its code; empty for each one that has no sight of its own.</param>
/// <param name="Role">The role; empty for any.</param>
/// <param name="Data">The reply as JSON; null if the thing is out of its sight.</param>
internal sealed record Sight(string Organisation, string Role, string? Data)
{
    /// <summary>The sights to keep for a change.</summary>
    /// <param name="before">The sights of the change before.</param>
    /// <param name="named">The organisations that were asked about.</param>
    /// <param name="now">What was found: those who see the thing, strangers under the empty code.</param>
    public static IReadOnlyList<Sight> After(
        IReadOnlyCollection<Sight> before, IReadOnlyCollection<(string Organisation, string Role)> named, IReadOnlyCollection<Sight> now)
    {
        var present = now.ToDictionary(sight => (sight.Organisation, sight.Role), sight => sight.Data);
        var kept = new List<Sight>();
        foreach (var key in named.Concat(before.Select(sight => (sight.Organisation, sight.Role))).Distinct())
        {
            var (data, strangers) = (present.GetValueOrDefault(key), present.GetValueOrDefault(("", key.Role)));
            if (key.Organisation.Length == 0)
            {
                if (data is not null || Saw(before, key)) kept.Add(new Sight("", key.Role, data));
            }
            // Somebody who is not named sees what strangers see.
            else if (!named.Contains(key) ? Saw(before, key) && strangers is null : data != strangers || (data is null && Saw(before, key)))
            {
                kept.Add(new Sight(key.Organisation, key.Role, named.Contains(key) ? data : null));
            }
        }
        return kept;
    }

    /// <summary>Whether somebody sees the thing, or sees it otherwise than before.</summary>
    public static bool Differ(IEnumerable<Sight> before, IEnumerable<Sight> after) =>
        !before.Where(sight => sight.Data is not null).ToHashSet().SetEquals(after.Where(sight => sight.Data is not null));

    private static bool Saw(IEnumerable<Sight> before, (string Organisation, string Role) key) =>
        before.Any(sight => sight.Data is not null && (sight.Organisation, sight.Role) == key);
}
