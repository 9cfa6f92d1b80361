using CsCheck;
using Kernel.Changes;

namespace Kernel.Tests;

/// <summary>Which sights a change keeps, for any history of what organisations see.</summary>
public sealed class SightTests
{
    private static readonly string[] Organisations = ["bpc", "ncut", "dji"];

    // For each change: what each organisation sees, if anything; what strangers see; and which organisations the thing names.
    private static readonly Gen<(int[] Own, int Strangers, bool[] Named)[]> Histories =
        Gen.Select(Gen.Int[0, 2].Array[3], Gen.Int[0, 2], Gen.Bool.Array[3]).Array[1, 6];

    [Fact]
    public void A_reader_that_follows_each_change_knows_what_it_sees() => Histories.Sample(history =>
    {
        var known = Organisations.ToDictionary(org => org, _ => (string?)null);
        IReadOnlyList<Sight> kept = [];
        foreach (var (own, strangers, named) in history)
        {
            // An organisation that is not named sees what strangers see.
            var truth = Organisations.Index().ToDictionary(one => one.Item, one => Text(named[one.Index] ? own[one.Index] : strangers));
            kept = Sight.After(
                kept,
                [.. Organisations.Where((_, index) => named[index]).Append("").Select(org => (org, ""))],
                [
                    .. Organisations.Index().Where(one => named[one.Index] && own[one.Index] > 0)
                        .Select(one => new Sight(one.Item, "", Text(own[one.Index]))),
                    .. strangers > 0 ? [new Sight("", "", Text(strangers))] : Array.Empty<Sight>(),
                ]);
            foreach (var org in Organisations)
            {
                var its = kept.FirstOrDefault(sight => sight.Organisation == org);
                if ((its ?? kept.FirstOrDefault(sight => sight.Organisation.Length == 0)) is { } entry) known[org] = entry.Data;
            }
            Assert.Equal(truth, known);
            if (kept.All(sight => sight.Data is null)) kept = [];
        }
    });

    [Fact]
    public void Nothing_is_told_to_an_organisation_that_never_saw_the_thing()
    {
        var kept = Sight.After([], [("bpc", ""), ("", "")], [new Sight("bpc", "", "1")]);

        Assert.Equal([new Sight("bpc", "", "1")], kept);
    }

    private static string? Text(int form) => form == 0 ? null : $"form {form}";
}
