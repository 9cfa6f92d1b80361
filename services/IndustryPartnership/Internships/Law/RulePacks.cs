using System.Text.Json;
using Kernel;

namespace IndustryPartnership.Internships.Law;

/// <summary>
/// The rule packs of this installation: those shipped with it, and those of the folder <c>Rules:Packs</c>. The pack of the first day on
/// which a learner could begin judges the slot.
/// </summary>
public sealed class RulePacks
{
    private readonly Dictionary<(string Pack, string Rule), BoundRule> bound = [];
    private readonly string? region;

    /// <param name="files">Names and contents.</param>
    /// <param name="region">The region whose packs come first.</param>
    /// <exception cref="InvalidOperationException">A pack is malformed, or two of one region govern one day.</exception>
    public RulePacks(IEnumerable<(string Name, string Text)> files, string? region = null)
    {
        this.region = region;
        All = [.. files.Select(file => Read(file.Name, file.Text)).OrderBy(pack => pack.From)
            .ThenBy(pack => pack.Id, StringComparer.Ordinal)];
        foreach (var (pack, other) in All.SelectMany((pack, place) => All.Skip(place + 1).Select(other => (pack, other))))
        {
            if (pack.Id == other.Id) throw new InvalidOperationException($"Two rule packs are called {pack.Id}.");
            if (pack.Region == other.Region && pack.Governs(other.From))
            {
                throw new InvalidOperationException(
                    $"The rule packs {pack.Id} and {other.Id} both govern {other.From:O}: end the first one before.");
            }
        }
    }

    public IReadOnlyList<RulePack> All { get; }

    public static RulePacks Load(IConfiguration configuration) =>
        new(RuleFiles.Shipped("packs/").Concat(RuleFiles.Own(configuration, "Rules:Packs")), configuration["Rules:Region"]);

    /// <summary>The pack that governs what begins on a day; null if none does.</summary>
    public RulePack? Of(DateOnly day) =>
        All.Where(pack => pack.Governs(day) && (pack.Region is null || pack.Region == region))
            .OrderByDescending(pack => pack.Region is not null)
            .FirstOrDefault();

    /// <summary>The nearest day that a pack governs; null if none governs any.</summary>
    public DateOnly? NearestGoverned(
        DateOnly day) => All.SelectMany(pack => new[] { pack.From, pack.Until ?? DateOnly.MaxValue }).Where(edge => Of(edge) is not null)
        .OrderBy(edge => Math.Abs(edge.DayNumber - day.DayNumber)).Cast<DateOnly?>().FirstOrDefault();

    /// <summary>
    /// The verdict of each rule of a pack that judges slots. If the limits do not bind the slot (D26), the other rules pass.
    /// </summary>
    public IReadOnlyList<RuleVerdict> Judge(RulePack pack, SlotFacts slot)
    {
        var isBound = Binds(pack, slot);
        return
        [
            .. from rule in pack.Rules
               let judge = bound[(pack.Id, rule.Name)].Judge
               where judge is not null
               select new RuleVerdict(rule.Name, isBound || rule.Name == "internship-kind"
                   ? judge(slot)
                   : Verdict.Passed(InternshipRules.ByName[rule.Name].Rule, new { slot.Terms.Kind, limitsBind = false })),
        ];
    }

    /// <summary>Whether the limits bind a slot of this kind (D26). They do if the pack has no such rule, or the kind is unknown.</summary>
    public bool Binds(RulePack pack, SlotFacts slot) => Binds(pack, slot.Terms.Kind);

    /// <summary>Whose consent a placement on a slot needs (D32).</summary>
    public InformedConsent.Limits ConsentTo(SlotFacts slot) => ConsentTo(slot.Terms.Kind, slot.LawOn);

    /// <summary>Whose consent a placement needs, by its slot's kind and the law of a day (D32).</summary>
    public InformedConsent.Limits ConsentTo(string kind, DateOnly lawOn) =>
        Binding<InformedConsent.Limits>(InformedConsent.Name, kind, lawOn) ?? InformedConsent.Usual;

    /// <summary>What a placement's agreement on a slot must say (D31); null if nothing is required.</summary>
    public TripartiteAgreement.Limits? AgreementOn(SlotFacts slot) =>
        Binding<TripartiteAgreement.Limits>(TripartiteAgreement.Name, slot.Terms.Kind, slot.LawOn);

    /// <summary>What school and enterprise attest in a placement's agreement on a slot (D34); null if nothing is required.</summary>
    public NoBurdens.Limits? BurdensOn(SlotFacts slot) => Binding<NoBurdens.Limits>(NoBurdens.Name, slot.Terms.Kind, slot.LawOn);

    /// <summary>A rule's parameters in a pack; null if the pack does not have it.</summary>
    public TLimits? LimitsOf<TLimits>(RulePack pack, string name) where TLimits : class =>
        bound.GetValueOrDefault((pack.Id, name))?.Limits as TLimits;

    private TLimits? Binding<TLimits>(string name, string kind, DateOnly lawOn) where TLimits : class =>
        Of(lawOn) is { } pack && Binds(pack, kind) ? LimitsOf<TLimits>(pack, name) : null;

    private bool Binds(RulePack pack, string kind) =>
        LimitsOf<InternshipKind.Limits>(pack, "internship-kind") is not { } limits
        || !limits.Kinds.Contains(kind)
        || limits.Bound.Contains(kind);

    private RulePack Read(string file, string text)
    {
        try
        {
            var pack = ShippedFiles.Read<RulePack>(text);
            if (string.IsNullOrWhiteSpace(pack.Id)) throw new FormatException("It has no id.");
            if (pack.Until < pack.From) throw new FormatException($"It ends on {pack.Until:O}, before it begins on {pack.From:O}.");
            if (pack.Rules.Count == 0) throw new FormatException("It has no rules.");
            foreach (var rule in pack.Rules)
            {
                if (!InternshipRules.ByName.TryGetValue(rule.Name, out var known))
                {
                    throw new FormatException(
                        $"There is no rule {rule.Name}: the rules are {string.Join(", ", InternshipRules.ByName.Keys)}.");
                }
                if (!RuleFiles.Marks.Contains(rule.Mark))
                {
                    throw new FormatException($"{rule.Name}: the mark is one of {string.Join(", ", RuleFiles.Marks)}.");
                }
                if (!bound.TryAdd((pack.Id, rule.Name), Bound(known, rule)))
                {
                    throw new FormatException($"Either rule {rule.Name} or pack {pack.Id} appears twice.");
                }
            }
            return pack;
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            throw new InvalidOperationException($"The rule pack {file} cannot be used. {error.Message}", error);
        }
    }

    private static BoundRule Bound(InternshipRule known, PackedRule rule)
    {
        try
        {
            return known.Bind(rule.Parameters);
        }
        catch (FormatException error)
        {
            throw new FormatException($"{rule.Name}: {error.Message}", error);
        }
    }
}

/// <param name="Name">The rule's name in its pack.</param>
/// <param name="Verdict">What it says.</param>
public sealed record RuleVerdict(string Name, Verdict Verdict);
