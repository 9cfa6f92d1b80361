using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Gateway.Portal.Shared;

/// <summary>A bar for each share, made on the server. The same numbers stand in a table beside it.</summary>
public sealed class Bars : PortalPart
{
    private const int Width = 320;
    private const int Row = 44;
    private const int Bar = 14;
    private const int Baseline = 14;
    private const int BarTop = 20;

    /// <summary>What is counted, how many, and of how many.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<(string Label, int Count, int Of)> Shares { get; set; } = [];

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "svg");
        builder.AddAttribute(1, "class", "bars");
        builder.AddAttribute(2, "viewBox", $"0 0 {Width} {Shares.Count * Row}");
        builder.AddAttribute(3, "role", "img");
        builder.AddAttribute(4, "aria-label", string.Join("; ", Shares.Select(one => $"{one.Label}: {Told(one)}")));
        foreach (var (index, one) in Shares.Index())
        {
            var top = index * Row;
            builder.AddContent(5, Svg.Text(0, top + Baseline, "start", one.Label));
            builder.AddContent(6, Svg.Text(Width, top + Baseline, "end", Told(one)));
            builder.AddContent(7, Svg.Rectangle("all", top + BarTop, Width, Bar));
            builder.AddContent(8, Svg.Rectangle("part", top + BarTop, one.Of == 0 ? 0 : one.Count * Width / one.Of, Bar));
        }
        builder.CloseElement();
    }

    private static string Told((string Label, int Count, int Of) one) => $"{Number(one.Count)} / {Number(one.Of)}";
}
