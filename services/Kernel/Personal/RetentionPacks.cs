using System.Reflection;
using System.Text.Json;
using Kernel.Http;
using Microsoft.Extensions.Configuration;

namespace Kernel.Personal;

/// <summary>The retention packs of a service, shipped with it. The pack of a fact's day gives the fact's periods.</summary>
public sealed class RetentionPacks
{
    /// <param name="files">Names and contents.</param>
    /// <exception cref="InvalidOperationException">A pack is malformed, two begin on one day, or none governs the first day.</exception>
    public RetentionPacks(IEnumerable<(string Name, string Text)> files)
    {
        All = [.. files.Select(file => Read(file.Name, file.Text)).OrderBy(pack => pack.From)];
        if (All.Count == 0 || All[0].From > DayAttribute.FirstDay)
        {
            throw new InvalidOperationException($"No retention pack governs {DayAttribute.FirstDay:O}.");
        }
        if (All.GroupBy(pack => pack.From).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new InvalidOperationException($"Two retention packs begin on {twice.Key:O}.");
        }
    }

    /// <summary>The packs by their first day.</summary>
    public IReadOnlyList<RetentionPack> All { get; }

    /// <summary>The packs that a service ships.</summary>
    /// <exception cref="InvalidOperationException">A pack cannot be used, or the configuration still sets periods.</exception>
    public static RetentionPacks Load(Assembly service, IConfiguration configuration)
    {
        if (configuration.GetSection("PersonalData").GetChildren().FirstOrDefault() is { } old)
        {
            throw new InvalidOperationException(
                $"{old.Path} is no setting any more. The periods for personal data stand in the service's retention packs: remove it.");
        }
        return new(ShippedFiles.Of(service, "retention/"));
    }

    /// <summary>The pack that governs what happens on a day.</summary>
    public RetentionPack Of(DateOnly day) => All.Last(pack => pack.From <= day);

    private static RetentionPack Read(string file, string text)
    {
        try
        {
            var pack = ShippedFiles.Read<RetentionPack>(text);
            if (pack.DecideWithinDays < 1 || pack.CarryOutAfterDays < 0 || pack.Kept.Any(kept => kept.Years < 1))
            {
                throw new FormatException("A period is too short.");
            }
            return pack;
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            throw new InvalidOperationException($"The retention pack {file} cannot be used. {error.Message}", error);
        }
    }
}
